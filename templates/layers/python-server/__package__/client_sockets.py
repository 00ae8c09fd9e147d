"""Sockets that give up a client that stalls; gunicorn waits for it without end."""

import socket
import ssl

# Longer than a healthy client ever pauses within one request.
CLIENT_SECONDS = 10.0


class _Impatient:
    """Blocks for CLIENT_SECONDS at most, then raises TimeoutError."""

    def setblocking(self, flag: bool) -> None:
        """Called by gunicorn before it reads a request and when it waits for the next one."""
        # gunicorn also calls it after it has closed the connection.
        if self.fileno() != -1:
            self.settimeout(CLIENT_SECONDS if flag else 0)


class ClientSocket(_Impatient, socket.socket):
    """A plain connection."""


class TlsClientSocket(_Impatient, ssl.SSLSocket):
    """A TLS connection, to be named in `SSLContext.sslsocket_class`."""
