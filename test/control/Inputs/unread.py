"""unread.py PID SOCKET: asks for a large answer, does not read it, and stops the program with another request.

Prints `ended` when the program has ended meanwhile."""
import os
import select
import socket
import subprocess
import sys

from hostile import Atom, Client, etf

program = os.pidfd_open(int(sys.argv[1]))
client = Client(sys.argv[2])
client.socket.sendall(client.request(etf((Atom("eval"), b"io:put_chars(lists:duplicate(3000000, $x))"))))
# Its first byte is there, so the rest is on its way or queued.
client.socket.recv(1, socket.MSG_PEEK)
subprocess.run(["beamc", "eval", sys.argv[1], "cell ! stop, receive after infinity -> ok end"],
               stderr=subprocess.DEVNULL, check=False)
ended, _, _ = select.select([program], [], [], 60)
print("ended" if ended else "still there")
