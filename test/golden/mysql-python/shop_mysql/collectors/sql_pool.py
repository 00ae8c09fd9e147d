"""A few connections to a database server, shared by all scrapes."""

import contextlib
import select
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shop_mysql.collectors.sql import Database
from shop_mysql.collectors.sql_error import ConnectError, DatabaseError, QueryError

# However many scrapes run: a database has better things to do than to keep connections for them.
_MOST_CONNECTIONS = 4
# The server gives up this much earlier, so that a slow query does not cost its connection.
_SERVER_MARGIN_SECONDS = 0.2
_SHORTEST_SECONDS = 0.001


class Connection(ABC):
    """One connection; used by one thread at a time."""

    @abstractmethod
    def query(self, sql: str, milliseconds: int) -> Sequence[Mapping[str, Any]]:
        """Return rows; the server ends the query after `milliseconds`."""

    @property
    @abstractmethod
    def socket(self) -> socket.socket:
        """What the connection talks through."""

    @abstractmethod
    def is_usable(self) -> bool:
        """Tell whether the connection has not been lost."""

    @abstractmethod
    def close(self) -> None:
        """Close it, also when it has been lost."""


class Pool(Database):
    """Opens connections when they are needed, keeps them, and replaces those that are lost."""

    def __init__(
        self,
        connect: Callable[[float], Connection],
        reason_of: Callable[[Exception], str] = str,
    ) -> None:
        self._connect = connect
        self._reason_of = reason_of
        self._places = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        # Appending and popping are atomic.
        self._idle: list[Connection] = []

    def query(self, sql: str, deadline: float) -> Sequence[Mapping[str, Any]]:
        """Run one statement on a connection that is free."""
        if not self._places.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise TimeoutError("all connections are busy")
        try:
            return self._run(sql, deadline)
        finally:
            self._places.release()

    def close(self) -> None:
        """Close the connections that nobody uses; the others end with the program."""
        while self._idle:
            self._idle.pop().close()

    def _run(self, sql: str, deadline: float) -> Sequence[Mapping[str, Any]]:
        connection = None
        try:
            connection = self._take_idle() or self._open(_rest(deadline))
            with cut_off(connection.socket, _rest(deadline)):
                limit = max(_SHORTEST_SECONDS, _rest(deadline) - _SERVER_MARGIN_SECONDS)
                return connection.query(sql, int(limit * 1000))
        except (ConnectError, QueryError):
            raise
        except Exception as error:
            is_over = _rest(deadline) <= _SERVER_MARGIN_SECONDS
            is_usable = connection is not None and connection.is_usable()
            kind = QueryError if is_usable and not is_over else DatabaseError
            raise kind(self._reason_of(error)) from error
        finally:
            if connection is not None:
                self._give_back(connection)

    def _open(self, seconds: float) -> Connection:
        try:
            return self._connect(seconds)
        except Exception as error:
            raise ConnectError(self._reason_of(error)) from error

    def _take_idle(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if _is_quiet(connection.socket):
                return connection
            connection.close()
        return None

    def _give_back(self, connection: Connection) -> None:
        if connection.is_usable():
            self._idle.append(connection)
        else:
            connection.close()


@contextlib.contextmanager
def cut_off(connection: socket.socket, seconds: float) -> Iterator[None]:
    """Make what waits for the server fail if it takes longer than `seconds`."""

    def shut_down() -> None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, shut_down)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _is_quiet(connection: socket.socket) -> bool:
    """A server says nothing to a connection that is idle, unless that it is closed."""
    # Not select(), which cannot look at more than 1,024 files.
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return not poll.poll(0)


def _rest(deadline: float) -> float:
    return max(_SHORTEST_SECONDS, deadline - time.monotonic())
