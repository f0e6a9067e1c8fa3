"""hostile.py SOCKET SEED [SECRET-FILE]: clients that break the protocol, many at once.

Requests that are cut, changed at random, not signed or signed with guesses, no terms, too long, or stop half-way; clients
that vanish before, while and after they ask, and such that do not read the answer. Between the rounds a client that keeps
to the protocol must be answered, and at the end nobody serves clients that have gone. Prints `answered` at the end, or
what went wrong."""
import hashlib
import hmac
import os
import random
import socket
import struct
import sys
import threading
import time

ROUNDS, THREADS = 12, 6
VERSION = 1


class Atom(str):
    pass


def encode(term):
    """External term format, of what requests consist of."""
    if isinstance(term, Atom):
        return b"w" + bytes([len(term)]) + term.encode()
    if isinstance(term, int):
        return b"b" + struct.pack(">i", term)
    if isinstance(term, bytes):
        return b"m" + struct.pack(">I", len(term)) + term
    if isinstance(term, tuple):
        return b"h" + bytes([len(term)]) + b"".join(map(encode, term))
    if isinstance(term, list):
        return b"l" + struct.pack(">I", len(term)) + b"".join(map(encode, term)) + b"j" if term else b"j"
    return b"t" + struct.pack(">I", len(term)) + b"".join(encode(k) + encode(v) for k, v in term.items())


def etf(term):
    return b"\x83" + encode(term)


def packet(data):
    return struct.pack(">I", len(data)) + data


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)

    def read(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            if not more:
                raise ConnectionResetError
            data += more
        return data

    def receive(self):
        return self.read(struct.unpack(">I", self.read(4))[0])

    def greeting(self):
        """The nonce: {beamc_control, 1, Nonce, HasSecret, Pid}."""
        hello = self.receive()
        at = hello.index(b"m\0\0\0\x20") + 5
        return hello[at:at + 32]

    def request(self, request, secret=b"", sign=True):
        """The whole packet that asks \p request."""
        mine, theirs = os.urandom(32), self.greeting()
        mac = hmac.new(secret, b"beamc control 1 request" + theirs + mine + request, hashlib.sha256).digest()
        return packet(etf((Atom("beamc_control"), VERSION, mine, mac if sign else b"", request)))

    def close(self):
        self.socket.close()


OPTIONS = {Atom("purge"): Atom("soft"), Atom("grace"): 10, Atom("check"): Atom("true"), Atom("add"): Atom("true"),
           Atom("force"): Atom("true"), Atom("change"): Atom("true")}


def changed(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(data))
        how = rng.randrange(3)
        if how == 0:
            data[at] = rng.randrange(256)
        elif how == 1:
            del data[at:at + rng.randrange(1, 9)]
        else:
            data[at:at] = rng.randbytes(rng.randrange(1, 9))
        if not data:
            data = bytearray(1)
    return bytes(data)


def requests(beam):
    """Requests that are signed well and make no sense, or do nothing."""
    module = (b"helper", b"helper.beam", beam)
    return [Atom("ps"), Atom("nothing"), (Atom("eval"), 7), (Atom("eval"), b"\xff\xfe("), (Atom("push"), OPTIONS, [module]),
            (Atom("push"), OPTIONS, [module, (b"broken", b"x", b"FOR1")]), (Atom("push"), OPTIONS, [module, module]),
            (Atom("push"), {}, [module]), (Atom("push"), OPTIONS, [1]), (Atom("push"), OPTIONS, [(1, 2, 3)]),
            (Atom("push"), {**OPTIONS, Atom("check"): Atom("false"), Atom("grace"): Atom("ever")}, [module]),
            (Atom("push"), OPTIONS, [(b"\xff", b"", b"")]), (Atom("push"), OPTIONS, [(b"x" * 300, b"", b"")]), [], ()]


def misbehave(path, rng, beam, secret):
    client = Client(path)
    request = etf(rng.choice(requests(beam)))
    how = rng.randrange(12)
    if how == 0:  # vanishes at once
        pass
    elif how == 1:
        client.greeting()
        client.socket.sendall(packet(rng.randbytes(rng.choice((0, 1, 5, 300)))))
    elif how == 2:  # half a header, half a packet
        whole = client.request(request, secret)
        client.socket.sendall(whole[:rng.randrange(1, len(whole))])
    elif how == 3:  # a large packet is announced
        client.greeting()
        client.socket.sendall(struct.pack(">I", rng.choice((0xffffffff, 0x7fffffff, 0x10000001))) + b"x" * 1000)
        if client.socket.recv(1):
            raise SystemExit("an answer to a request that was too long")
    elif how == 4:  # a changed message
        client.socket.sendall(packet(changed(rng, client.request(request, secret)[4:])))
    elif how == 5:  # a changed request, well signed
        client.socket.sendall(client.request(changed(rng, request), secret))
        client.receive()
    elif how == 6:  # does not wait for the answer
        client.socket.sendall(client.request(request, secret))
    elif how == 7:  # shuts down its side
        client.socket.sendall(client.request(request, secret))
        client.socket.shutdown(socket.SHUT_WR)
    elif how == 8:  # asks again and again
        whole = client.request(request, secret)
        client.socket.sendall(whole * 20)
        client.receive()
    elif how == 9:  # a guess
        guess = rng.randbytes(8)
        client.socket.sendall(client.request(request, guess))
        answer = client.receive()
        if secret and b"refused" not in answer:
            raise SystemExit(f"a guess was answered: {answer!r}")
    elif how == 10:  # no signature
        client.socket.sendall(client.request(request, secret, sign=False))
        answer = client.receive()
        if secret and b"refused" not in answer:
            raise SystemExit(f"an unsigned request was answered: {answer!r}")
    else:  # a compressed term that would be very large
        client.greeting()
        client.socket.sendall(packet(b"\x83P\xff\xff\xff\xff" + rng.randbytes(40)))
        if b"refused" not in client.receive():
            raise SystemExit("a compressed term was taken")
    client.close()


def one(path, seed, beam, secret, failures):
    rng = random.Random(seed)
    for _ in range(8):
        try:
            misbehave(path, rng, beam, secret)
        except (ConnectionResetError, BrokenPipeError):
            pass  # the program has closed the connection: its right
        except BaseException as problem:  # pylint: disable=broad-except
            failures.append(f"seed {seed}: {problem!r}")
            return


def processes(path, secret):
    client = Client(path)
    client.socket.sendall(client.request(etf(Atom("ps")), secret))
    answer = client.receive()
    client.close()
    return answer


def main():
    path, seed = sys.argv[1], int(sys.argv[2])
    secret = open(sys.argv[3], "rb").read().strip() if len(sys.argv) > 3 else b""
    beam = open("helper.beam", "rb").read()
    stalled = []
    for turn in range(ROUNDS):
        failures = []
        # One that stays and says half a word.
        stalled.append(Client(path))
        stalled[-1].socket.sendall(b"\0\0" if turn % 2 else packet(b"12345678")[:7])
        threads = [threading.Thread(target=one, args=(path, seed * 10000 + turn * 100 + i, beam, secret, failures))
                   for i in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise SystemExit("\n".join(failures))
        if b"cell:loop/1" not in processes(path, secret):
            raise SystemExit("no answer to a request that was well made")
    for client in stalled:
        client.close()
    deadline = time.monotonic() + 15  # less than an unfinished request may take
    while processes(path, secret).count(b"beamc_control:connection/1") > 2:  # initial and current function of our own
        if time.monotonic() > deadline:
            raise SystemExit("clients that have gone are still served")
        time.sleep(0.05)
    print("answered")


if __name__ == "__main__":
    main()
