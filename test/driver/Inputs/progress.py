"""Runs a command twice: with standard error on a terminal, then on a pipe; prints what came, control codes readable."""
import os, pty, subprocess, sys

master, slave = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
os.close(slave)
text = b""
while True:
    try:
        part = os.read(master, 4096)
    except OSError:  # the other end is closed
        break
    if not part:
        break
    text += part
print("terminal:", child.wait(), text.decode().replace("\r\x1b[K", "\n<clear>"))
r = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True, text=True)
print("pipe:", r.returncode, repr(r.stderr))
