"""stop_by_signal.py LINE PROGRAM: runs it, sends SIGTERM after that line, shows what it prints."""
import signal
import subprocess
import sys

program = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, text=True)
lines = []
while not lines or lines[-1].strip() not in ("", sys.argv[1]):
    lines.append(program.stdout.readline())
program.send_signal(signal.SIGTERM)
rest, _ = program.communicate(timeout=60)
print("".join(lines) + rest + f"status {program.returncode}")
