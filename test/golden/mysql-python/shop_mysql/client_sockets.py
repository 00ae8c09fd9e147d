"""Sockets that give up slow clients; gunicorn waits for them without end, each in a thread."""

import socket
import ssl
import time
from typing import NoReturn

# Longer than a healthy client needs for the head of a request, or pauses in its body.
CLIENT_SECONDS = 10.0
# For a request with its body.
REQUEST_SECONDS = 60.0


class SlowClientError(TimeoutError):
    """A request did not arrive in time; whoever reads it is not at fault."""


class _Impatient:
    """Raises SlowClientError when a request takes too long.

    The timeout of a socket starts anew with every byte that arrives; the deadline does not.
    """

    given_up = False
    _started = 0.0
    _deadline = 0.0

    def setblocking(self, flag: bool) -> None:
        """Called by gunicorn before it reads a request and when it waits for the next one."""
        self._started = time.monotonic()
        self._deadline = self._started + CLIENT_SECONDS
        # gunicorn also calls it after it has closed the connection.
        if self.fileno() != -1:
            self.settimeout(CLIENT_SECONDS if flag else 0)

    def expect_body(self) -> None:
        """Give the request more time, now that its head has arrived."""
        self._deadline = self._started + REQUEST_SECONDS

    def recv(self, *args: int) -> bytes:
        """Read what is there, or wait for it."""
        timeout = self.gettimeout()
        if not timeout:
            return super().recv(*args)
        left = self._deadline - time.monotonic()
        if left <= 0:
            self._give_up()
        self.settimeout(min(timeout, left))
        try:
            return super().recv(*args)
        except TimeoutError:
            self._give_up()
        finally:
            self.settimeout(timeout)

    def _give_up(self) -> NoReturn:
        self.given_up = True
        raise SlowClientError("the client took too long over its request") from None


class ClientSocket(_Impatient, socket.socket):
    """A plain connection."""


class TlsClientSocket(_Impatient, ssl.SSLSocket):
    """A TLS connection, to be named in `SSLContext.sslsocket_class`."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands; the time of the first request begins with the end of that."""
        super().do_handshake(block)
        self.setblocking(True)
