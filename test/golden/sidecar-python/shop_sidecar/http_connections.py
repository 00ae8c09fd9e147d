"""Connections to web servers that are kept and used again."""

import http.client
import ssl
import threading
from collections import defaultdict
from collections.abc import Mapping

from shop_sidecar.deadline import seconds_left
from shop_sidecar.deadline_socket import DeadlineSocket

Origin = tuple[str, str, int]
"""A server: scheme, host and port."""

# How a connection ends that the server closed while nobody used it.
_CLOSED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Connections:
    """Connections by server; each is used by one request at a time."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: dict[Origin, list[http.client.HTTPConnection]] = defaultdict(list)
        self._lock = threading.Lock()

    def request(
        self, origin: Origin, path: str, headers: Mapping[str, str], deadline: float
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """Send a request and return the answer, whose body is still to be read."""
        while True:
            connection = self._take(origin)
            reused = connection.sock is not None
            try:
                if not reused:
                    self._connect(connection, deadline)
                connection.sock.deadline = deadline
                connection.request("GET", path, headers=headers)
                return connection, connection.getresponse()
            except BaseException as error:
                connection.close()
                # The server never saw the request, so it is sent once more.
                if not (reused and isinstance(error, _CLOSED)):
                    raise

    def give_back(self, origin: Origin, connection: http.client.HTTPConnection) -> None:
        """Keep a connection whose answer was read to its end."""
        if connection.sock is not None:
            with self._lock:
                self._idle[origin].append(connection)

    def close(self) -> None:
        """Close the connections nobody uses."""
        with self._lock:
            idle = [connection for group in self._idle.values() for connection in group]
            self._idle.clear()
        for connection in idle:
            connection.close()

    def _take(self, origin: Origin) -> http.client.HTTPConnection:
        with self._lock:
            if self._idle[origin]:
                return self._idle[origin].pop()
        scheme, host, port = origin
        if scheme == "https":
            return http.client.HTTPSConnection(host, port, context=self._context)
        return http.client.HTTPConnection(host, port)

    def _connect(self, connection: http.client.HTTPConnection, deadline: float) -> None:
        connection.timeout = seconds_left(deadline)
        connection.connect()
        connection.sock = DeadlineSocket(connection.sock)
