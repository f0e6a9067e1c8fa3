"""old_endpoint.py SOCKET COMMAND...: runs the command beside an endpoint that speaks another version."""
import socket
import subprocess
import sys

# {beamc_control, 9, <<>>, false, <<>>}
HELLO = bytes([131, 104, 5, 119, 13]) + b"beamc_control" + bytes([97, 9, 109, 0, 0, 0, 0, 119, 5]) + b"false" + bytes(
    [109, 0, 0, 0, 0])

listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
client = subprocess.Popen(sys.argv[2:])
connection, _ = listener.accept()
connection.sendall(len(HELLO).to_bytes(4, "big") + HELLO)
sys.exit(client.wait())
