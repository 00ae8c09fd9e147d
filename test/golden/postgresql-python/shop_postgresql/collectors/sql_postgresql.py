"""PostgreSQL: read-only transactions with a time limit of the server."""

import math
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg.adapt import AdaptersMap
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row
from psycopg.types.bool import BoolLoader
from psycopg.types.string import TextLoader

from shop_postgresql import PROGRAM
from shop_postgresql.collectors.sql_error import MOST_ROWS, NO_RESULT, QueryError
from shop_postgresql.collectors.sql_pool import Connection, Pool
from shop_postgresql.option_values import ConfigError
from shop_postgresql.secret import check_percent_encoding

# Every value as the text PostgreSQL writes, so that nothing is rounded; only booleans are read.
_ADAPTERS = AdaptersMap(types=psycopg.adapters.types)
_ADAPTERS.register_loader(0, TextLoader)
_ADAPTERS.register_loader("bool", BoolLoader)

# Those that the README explains.
_SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")


class PostgresqlDatabase(Pool):
    """A PostgreSQL database; `read_url` is asked again for every connection."""

    def __init__(self, read_url: Callable[[], str]) -> None:
        super().__init__(lambda seconds: PostgresqlConnection(read_url(), seconds), _reason_of)


class PostgresqlConnection(Connection):
    """One connection."""

    def __init__(self, url: str, seconds: float) -> None:
        check_database(url)
        self._connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=math.ceil(seconds),
            context=_ADAPTERS,
            fallback_application_name=PROGRAM,
            # Poolers in front of a server may not know prepared statements.
            prepare_threshold=None,
            row_factory=dict_row,
        )
        self._socket = socket.socket(fileno=os.dup(self._connection.fileno()))

    def query(self, sql: str, milliseconds: int) -> Sequence[Mapping[str, Any]]:
        """Run one statement in a transaction of its own."""
        begin = f"BEGIN READ ONLY; SET LOCAL statement_timeout = {milliseconds}"
        self._connection.execute(begin)
        try:
            return self._read(sql)
        finally:
            if self.is_usable():
                self._commit()

    @property
    def socket(self) -> socket.socket:
        """What the connection talks through."""
        return self._socket

    def is_usable(self) -> bool:
        """Tell whether the connection has not been lost."""
        return not self._connection.closed

    def close(self) -> None:
        """Close it, also when it has been lost."""
        self._connection.close()
        self._socket.close()

    def _read(self, sql: str) -> Sequence[Mapping[str, Any]]:
        # Row by row, so that a query with too many of them can be cut off. It also takes one
        # statement only.
        with self._connection.cursor() as cursor, closing(cursor.stream(sql)) as rows:
            try:
                return list(islice(rows, MOST_ROWS + 1))
            except psycopg.ProgrammingError as error:
                if error.sqlstate is None:
                    # Not the server complains, but the driver that there is nothing to read.
                    raise QueryError(NO_RESULT) from error
                raise

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except psycopg.Error:
            # After COPY it takes no more statements.
            self._connection.close()


def _reason_of(error: Exception) -> str:
    """Return the words of the server without the line that they are about."""
    return getattr(getattr(error, "diag", None), "message_primary", None) or str(error)


def check_database(text: str) -> None:
    """Refuse a URL that no connection can be made with."""
    try:
        check_percent_encoding(text)
        url = urlsplit(text)
        if url.scheme not in ("postgresql", "postgres") or url.port == 0:
            raise ValueError("another protocol or no port")
        # The driver's own reading: when it fails in a connection its message quotes the URL.
        conninfo_to_dict(text)
    except (ValueError, psycopg.ProgrammingError):
        # Without the URL, which may hold a password.
        raise ConfigError(
            "The database URL cannot be used: "
            "write postgresql://user:password@host:5432/database and percent-encode its parts."
        ) from None
    if parse_qs(url.query).get("sslmode", ["prefer"])[-1] not in _SSL_MODES:
        modes = ", ".join(_SSL_MODES)
        raise ConfigError(f"The sslmode of the database URL is unknown: write one of {modes}.")
