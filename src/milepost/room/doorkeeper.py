"""The helper of `doorway.py`: run as a program in a room's network, with a socket's number.

It is started from its text with no other module of Milepost at hand.
"""

import errno
import socket
import struct
import sys


def main(descriptor: int) -> None:
    """Connect where each message says, and answer with an error number and the socket.

    An address of `diagnosis` asks for a netlink socket of that protocol, its port.
    """
    with socket.socket(fileno=descriptor) as door:
        while message := door.recv(1024):
            address, port, timeout = message.decode().split(" ")
            number = 0
            made = None
            try:
                if address == "diagnosis":
                    kind = socket.SOCK_RAW | socket.SOCK_CLOEXEC
                    made = socket.socket(socket.AF_NETLINK, kind, int(port))
                else:
                    made = socket.create_connection((address, int(port)), float(timeout))
            except TimeoutError:
                number = errno.ETIMEDOUT
            except OSError as error:
                number = error.errno or errno.EIO
            answer = struct.pack("=i", number)
            if made is None:
                door.send(answer)
                continue
            with made:
                made.setblocking(True)
                socket.send_fds(door, [answer], [made.fileno()])


if __name__ == "__main__":
    main(int(sys.argv[1]))
