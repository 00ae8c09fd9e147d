"""MySQL and MariaDB: read-only sessions, queries with a time limit of the server."""

import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import pymysql
from pymysql.cursors import DictCursor

from shop_mysql.collectors.sql_error import MOST_ROWS, NO_RESULT, QueryError
from shop_mysql.collectors.sql_pool import Connection, Pool, cut_off
from shop_mysql.option_values import ConfigError
from shop_mysql.secret import check_percent_encoding

_DEFAULT_PORT = 3306


class MysqlDatabase(Pool):
    """A MySQL or MariaDB database; `read_url` is asked again for every connection."""

    def __init__(self, read_url: Callable[[], str]) -> None:
        super().__init__(lambda seconds: MysqlConnection(read_url(), seconds), _reason_of)


class MysqlConnection(Connection):
    """One connection."""

    def __init__(self, url: str, seconds: float) -> None:
        settings = check_database(url)
        self._connection = pymysql.connect(
            **settings,
            autocommit=True,
            charset="utf8mb4",
            # Every value as the text the server writes, so that nothing is rounded.
            conv={},
            cursorclass=DictCursor,
            defer_connect=True,
        )
        address = (settings["host"], settings["port"])
        opened = socket.create_connection(address, seconds)
        opened.settimeout(None)
        # A second handle, since TLS takes the first one over.
        self._socket = opened.dup()
        with cut_off(self._socket, seconds):
            self._connection.connect(opened)
            self._version = self._run("SELECT VERSION() AS version")[0]["version"]
            self._run("SET SESSION TRANSACTION READ ONLY")
            # What is over is an error and need not come; a LIMIT of the query counts more.
            self._run(f"SET SESSION sql_select_limit = {MOST_ROWS + 1}")

    def query(self, sql: str, milliseconds: int) -> Sequence[Mapping[str, Any]]:
        """Run one statement."""
        self._run(f"SET SESSION {self._time_limit(milliseconds)}")
        rows = self._run(sql)
        if rows is None:
            # What it did to the session, such as to begin a transaction, goes with the connection.
            self._connection.close()
            raise QueryError(NO_RESULT)
        return rows

    @property
    def socket(self) -> socket.socket:
        """What the connection talks through."""
        return self._socket

    def is_usable(self) -> bool:
        """Tell whether the connection has not been lost."""
        return self._connection.open

    def close(self) -> None:
        """Close it, also when it has been lost."""
        if self._connection.open:
            self._connection.close()
        self._socket.close()

    def _run(self, sql: str) -> Any:
        """Return rows, or None for a statement that only does something."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None

    def _time_limit(self, milliseconds: int) -> str:
        """The two have different names and units for it."""
        if "MariaDB" in self._version:
            return f"max_statement_time = {milliseconds / 1000}"
        return f"max_execution_time = {milliseconds}"


def check_database(text: str) -> Mapping[str, Any]:
    """Read a URL, or refuse it."""
    try:
        check_percent_encoding(text)
        url = urlsplit(text)
        if url.scheme not in ("mysql", "mariadb"):
            raise ValueError("another protocol")
        return {
            "host": url.hostname or "localhost",
            "port": url.port or _DEFAULT_PORT,
            "user": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "database": unquote(url.path[1:]),
            **_tls(url),
        }
    except ValueError:
        # Without the URL, which may hold a password.
        raise ConfigError(
            "The database URL cannot be used: "
            "write mysql://user:password@host:3306/database and percent-encode its parts."
        ) from None


def _reason_of(error: Exception) -> str:
    """Return the words of the server without their number."""
    return str(error.args[-1]) if isinstance(error, pymysql.MySQLError) else str(error)


def _tls(url: SplitResult) -> Mapping[str, Any]:
    """What ssl-mode in the URL stands for, in words of the driver."""
    mode = parse_qs(url.query).get("ssl-mode", ["PREFERRED"])[-1]
    match mode:
        case "DISABLED":
            return {"ssl_disabled": True}
        case "PREFERRED":
            # The driver's own way as long as it is told nothing.
            return {}
        case "REQUIRED" | "VERIFY_CA" | "VERIFY_IDENTITY":
            return {"ssl": _tls_context(mode)}
    raise ConfigError(
        "The ssl-mode of the database URL is unknown: "
        "write one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY."
    )


def _tls_context(mode: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = mode == "VERIFY_IDENTITY"
    if mode == "REQUIRED":
        context.verify_mode = ssl.CERT_NONE
    return context
