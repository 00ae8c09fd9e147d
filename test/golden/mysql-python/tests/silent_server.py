"""A MySQL server that lets everybody log in and answers nothing after that."""

import contextlib
import socket
import struct
import threading

# The protocol of today with plugins for the login, but no TLS.
_CAPABILITIES = 0x0008_8200
_LOGGED_IN = b"\x00\x00\x00\x02\x00\x00\x00"


class SilentServer:
    """Listens on a port of its own until it is closed; counts the logins."""

    def __init__(self) -> None:
        self.logins = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._clients: list[socket.socket] = []
        self.url = f"mysql://user:hidden@127.0.0.1:{self._listener.getsockname()[1]}/shop"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop listening, and hang up."""
        for server in (self._listener, *self._clients):
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._clients.append(client)
                threading.Thread(target=self._let_in, args=(client,), daemon=True).start()

    def _let_in(self, client: socket.socket) -> None:
        client.sendall(_packet(0, _greeting()))
        if client.recv(4096):
            self.logins += 1
            client.sendall(_packet(2, _LOGGED_IN))


def _greeting() -> bytes:
    lower, upper = _CAPABILITIES & 0xFFFF, _CAPABILITIES >> 16
    return (
        b"\x0a8.4.0\0"
        + struct.pack("<I8sBHBHHB10x", 1, b"x" * 8, 0, lower, 45, 2, upper, 21)
        + b"x" * 12
        + b"\0mysql_native_password\0"
    )


def _packet(number: int, payload: bytes) -> bytes:
    return struct.pack("<I", len(payload))[:3] + bytes([number]) + payload
