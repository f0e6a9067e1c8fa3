"""other_user.py BEAMC PROGRAM: what users may and may not do with each other's programs. Runs as root.

Each line says who asks whose program, and what happens."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

OWNER, OTHER = 65533, 65532  # users without a name will do


def as_user(user):
    def change():
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    return change if user else None


def ask(user, path):
    done = subprocess.run([str(folder / "beamc"), "ps", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, preexec_fn=as_user(user), timeout=60, check=False)
    return f"exit {done.returncode} {done.stderr.replace(str(folder), '').strip()}".strip()


def bytes_for(user, path):
    """Whether the program sends anything to a client of the user; a process of its own, since users cannot be changed back."""
    code = ("import socket, sys\nc = socket.socket(socket.AF_UNIX)\nc.settimeout(60)\nc.connect(sys.argv[1])\n"
            "print('some' if c.recv(1) else 'none')")
    done = subprocess.run(["/usr/bin/env", "python3", "-c", code, str(path)], stdout=subprocess.PIPE, text=True,
                          preexec_fn=as_user(user), env={"PATH": "/usr/local/bin:/usr/bin:/bin"}, timeout=60, check=False)
    return done.stdout.strip()


def start(user, runtime, **variables):
    program = subprocess.Popen([str(folder / "program")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               preexec_fn=as_user(user), env=dict(os.environ, XDG_RUNTIME_DIR=str(runtime), **variables))
    return program, program.stdout.readline().replace(str(folder), "").strip()


def stop(program):
    program.kill()
    program.communicate()


def directory(name, user, mode=0o700):
    path = folder / name
    path.mkdir(mode)
    path.chmod(mode)
    os.chown(path, user, user)
    return path


def show(what, result):
    print(f"{what}: {result}", flush=True)


def main():
    shutil.copy(sys.argv[1], folder / "beamc")
    shutil.copy(sys.argv[2], folder / "program")
    for user, name in ((OWNER, "a user"), (0, "root")):
        runtime = directory(f"run{user}", user)
        program, said = start(user, runtime)
        path = runtime / "beamc" / f"{program.pid}.control"
        show(f"program of {name}", f"{said}, folder {path.parent.stat().st_mode & 0o777:o}, "
             f"socket {path.stat().st_mode & 0o777:o} of {path.stat().st_uid}")
        show("its user", ask(user, path))
        show("root", ask(0, path))
        show("another user", ask(OTHER, path))
        # Whoever opens the files opens nothing.
        for opened, mode in ((runtime, 0o755), (path.parent, 0o755), (path, 0o666)):
            opened.chmod(mode)
        show("another user, files open", ask(OTHER, path))
        show("what the program sends to it", bytes_for(OTHER, path))
        show("what the program sends to its user", bytes_for(user, path))
        stop(program)
    # Folders and secrets that another user might have prepared.
    runtime = directory("prepared", OWNER, 0o755)
    directory("prepared/beamc", OTHER)
    program, said = start(OWNER, runtime)
    show("default folder of another user", said)
    stop(program)
    elsewhere = directory("elsewhere", OTHER, 0o755)
    program, said = start(OWNER, runtime, BEAMC_CONTROL=str(elsewhere / "socket"))
    show("folder of another user", said)
    stop(program)
    secret = folder / "secret"
    secret.write_text("sesame")
    secret.chmod(0o600)
    os.chown(secret, OTHER, OTHER)
    program, said = start(0, runtime, BEAMC_CONTROL_SECRET_FILE=str(secret), BEAMC_CONTROL=str(folder / "socket"))
    show("secret of another user", said)
    stop(program)


# Not in the folder of the build or of lit, which other users may not reach.
with tempfile.TemporaryDirectory(prefix="beamc-test-", dir="/tmp") as made:
    folder = pathlib.Path(made)
    folder.chmod(0o755)
    main()
