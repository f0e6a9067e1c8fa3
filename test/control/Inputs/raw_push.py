"""raw_push.py SOCKET MODULE=FILE...: a push without what beamc looks at before. Prints the answer's verdict and errors."""
import re
import sys

from hostile import OPTIONS, Atom, Client, etf

options = {**OPTIONS, Atom("check"): Atom("false"), Atom("change"): Atom("false")}
files = [(name.encode(), file.encode(), open(file, "rb").read()) for name, file in (a.split("=") for a in sys.argv[2:])]
client = Client(sys.argv[1])
client.socket.sendall(client.request(etf((Atom("push"), options, files))))
answer = client.receive()
verdict = re.search(rb"\x83h\x02[dw]..?(ok|refused|failed|incomplete)", answer, re.S)
print(verdict.group(1).decode(), *sorted(set(re.findall(rb"badfile|not_loaded|not_purged|duplicated", answer))))
