"""session.py TEST PROGRAM: starts PROGRAM, runs the commands of TEST's lines "DO:" beside it, stops it.

Waits for the program's first line. Each command is shown with its output and its exit code. They
know the program by $PID and $EXE, the folder of the test by $S; what the program prints is shown at the end.
A line "ENV: NAME=VALUE" sets a variable for both. What a sanitizer reports is a failure."""
import os
import subprocess
import sys

test, program = sys.argv[1:]
environment = dict(os.environ, EXE=program, S=os.path.dirname(test))


def lines(key):
    for line in open(test, encoding="utf-8"):
        if line.startswith(f"% {key}: "):
            yield line[len(key) + 4:].strip()


for line in lines("ENV"):
    name, value = line.split("=", 1)
    environment[name] = value
running = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
first = running.stdout.readline()
environment["PID"] = str(running.pid)
for command in lines("DO"):
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=environment, timeout=120)
    print(f"$ {command}\n{done.stdout}exit {done.returncode}", flush=True)
running.terminate()
rest = running.communicate(timeout=60)[0]
print(first + rest)
if "Sanitizer" in rest or "runtime error: " in rest:
    sys.exit(rest)
