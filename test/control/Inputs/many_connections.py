"""many_connections.py PID SOCKET: connects until the program has none of its 100 descriptors left, and lets go.

Prints `refused` once a connection ends without the program's first message."""
import resource
import socket
import sys

pid = int(sys.argv[1])
soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE, (100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
connections = []
for _ in range(150):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(30)
    connection.connect(sys.argv[2])
    connections.append(connection)
    try:
        greeted = connection.recv(1)
    except ConnectionResetError:
        greeted = b""
    if not greeted:
        print("refused", flush=True)
        break
resource.prlimit(pid, resource.RLIMIT_NOFILE, (soft, hard))
