"""SQLite, over one connection that is opened by the first query and then kept."""

import os
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from accounts.collectors.sql import Database
from accounts.collectors.sql_error import MOST_ROWS, NO_RESULT, ConnectError, QueryError
from accounts.option_values import ConfigError

# Steps of SQLite's machine between two looks at the clock.
_STEPS = 10_000
# How long a query waits for another process that is writing.
_BUSY_SECONDS = 2.0
# The higher bits of SQLite's result codes are details.
_RESULT = 0xFF
_OF_QUERY = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_AUTH,
}

# Where the header of a database file tells its mode, and the value that means write-ahead logging.
_WAL_OFFSET, _WAL = 18, b"\x02"
_WAL_REFUSED = (
    "the database is in WAL mode, which needs the permission to write in its directory:"
    " set PRAGMA journal_mode = DELETE, or read a copy made with VACUUM INTO"
)


class SqliteDatabase(Database):
    """A file that is opened read-only; queries take turns."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None

    def query(self, sql: str, deadline: float) -> Sequence[Mapping[str, Any]]:
        """Run one statement; it is interrupted at the deadline."""
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise TimeoutError("the database is busy with an earlier scrape")
        try:
            if self._opened != self._identity():
                # Another file has taken the place of the one that is open.
                self._disconnect()
            connection = self._connection or self._connect()
            connection.set_progress_handler(lambda: time.monotonic() >= deadline, _STEPS)
            wait = min(_BUSY_SECONDS, deadline - time.monotonic())
            connection.execute(f"PRAGMA busy_timeout = {int(max(0.0, wait) * 1000)}")
            with closing(connection.execute(sql)) as rows:
                if rows.description is None:
                    # A transaction that stayed open would lock writers out.
                    connection.rollback()
                    raise QueryError(NO_RESULT)
                return [dict(row) for row in rows.fetchmany(MOST_ROWS + 1)]
        except sqlite3.Error as error:
            if _is_of_query(error):
                raise QueryError(str(error)) from error
            # Whatever is wrong with the connection, the next query gets a new one.
            kind = type(error) if self._connection else ConnectError
            self._disconnect()
            reason = (_is_refused(error) and self._refusal()) or error
            raise kind(f"{self._file}: {reason}") from error
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the connection at shutdown, unless a query that hangs still holds it."""
        if self._lock.acquire(timeout=1):
            self._disconnect()
            self._lock.release()

    def _connect(self) -> sqlite3.Connection:
        self._opened = self._identity()
        connection = self._open()
        connection.row_factory = sqlite3.Row
        # SQLite does not look at the text it keeps.
        connection.text_factory = lambda text: text.decode(errors="replace")
        self._connection = connection
        return connection

    def _open(self) -> sqlite3.Connection:
        # mode=ro neither creates a missing file nor changes an existing one; other files it does.
        uri = f"{Path(self._file).absolute().as_uri()}?mode=ro"
        # Without an isolation level no transaction is begun for statements that are refused.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.set_authorizer(_only_this_file)
        return connection

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self._file)
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _refusal(self) -> str | None:
        """Tell why the file cannot be opened, if it is the file that is to blame."""
        try:
            with open(self._file, "rb") as file:
                file.seek(_WAL_OFFSET)
                return _WAL_REFUSED if file.read(1) == _WAL else None
        except OSError as error:
            return error.strerror

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _only_this_file(action: int, *_: object) -> int:
    # VACUUM INTO attaches the file it writes.
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK


def _is_of_query(error: sqlite3.Error) -> bool:
    """Tell whether the statement is the reason, and not the database."""
    # A statement that writes has the plain code; more than one statement has none.
    code = _code(error)
    return (
        isinstance(error, sqlite3.ProgrammingError)
        or code == sqlite3.SQLITE_READONLY
        or code & _RESULT in _OF_QUERY
    )


def _is_refused(error: sqlite3.Error) -> bool:
    """Tell whether SQLite could not get at a file; it does not say at which, nor why."""
    code = _code(error)
    return code == sqlite3.SQLITE_CANTOPEN or code & _RESULT == sqlite3.SQLITE_READONLY


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)


def check_database(file: str | None) -> None:
    """Refuse a file that is not there. Only a check: a file that comes later is used."""
    if file and not os.path.exists(file):
        raise ConfigError(f"The database file {file} does not exist: check --database.file.")
    if file and os.path.isdir(file):
        raise ConfigError(f"The database file {file} is a directory: check --database.file.")
