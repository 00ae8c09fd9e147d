"""Sockets for http.client that give up at a point in time."""

import io
import socket

from {{{package}}}.deadline import seconds_left


class DeadlineSocket:
    """As much of a socket as http.client uses.

    The timeout of a socket starts anew with every byte that arrives; the deadline does not.
    """

    def __init__(self, connected: socket.socket) -> None:
        self.deadline = 0.0
        self._socket = connected

    def sendall(self, data: bytes) -> None:
        """Send a request."""
        self._socket.settimeout(seconds_left(self.deadline))
        self._socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Open the file that http.client reads an answer from."""
        return io.BufferedReader(_Reader(self, self._socket.makefile(mode, buffering=0)))

    def close(self) -> None:
        """Close the connection, once its file is closed, too."""
        self._socket.close()

    def read_into(self, raw: io.RawIOBase, buffer: memoryview) -> int | None:
        """Read what is there, or wait for it."""
        self._socket.settimeout(seconds_left(self.deadline))
        try:
            return raw.readinto(buffer)
        except TimeoutError:
            raise TimeoutError("there was no answer in time") from None


class _Reader(io.RawIOBase):
    def __init__(self, owner: DeadlineSocket, raw: io.RawIOBase) -> None:
        self._owner = owner
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:
        return self._owner.read_into(self._raw, buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
