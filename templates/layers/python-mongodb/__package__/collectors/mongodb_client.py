"""The connection to MongoDB."""

import re
import threading
from collections.abc import Callable
from typing import TypeVar

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from {{{package}}} import PROGRAM
from {{{package}}}.option_values import ConfigError
from {{{package}}}.secret import check_percent_encoding

# Connections for commands; the driver keeps up to two more to watch each server.
_MOST_CONNECTIONS = 4
_CONNECT_MILLISECONDS = 2000

Result = TypeVar("Result")


class SharedClient:
    """One client for all scrapes.

    It connects when it is first used, and again by itself when a connection is lost. After a
    failure the URI is read again, and a client for the new one takes over if it has changed.
    """

    def __init__(self, read_uri: Callable[[], str]) -> None:
        self._read_uri = read_uri
        self._lock = threading.Lock()
        self._client: MongoClient | None = None
        self._used_uri: str | None = None
        self._is_suspect = True

    def run(self, work: Callable[[MongoClient], Result]) -> Result:
        """Do some work with the client."""
        try:
            return work(self._current())
        except Exception:
            self._is_suspect = True
            raise

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()

    def _current(self) -> MongoClient:
        with self._lock:
            if self._client is None or self._is_suspect:
                uri = self._read_uri()
                if uri != self._used_uri:
                    former = self._client
                    self._client = create_client(uri)
                    self._used_uri = uri
                    if former is not None:
                        former.close()
                self._is_suspect = False
            return self._client


def create_client(uri: str) -> MongoClient:
    """Make a client that is not connected yet."""
    try:
        check_percent_encoding(uri)
        return MongoClient(
            uri,
            appname=PROGRAM,
            connect=False,
            maxPoolSize=_MOST_CONNECTIONS,
            connectTimeoutMS=_CONNECT_MILLISECONDS,
            **({"directConnection": True} if _names_one_server(uri) else {}),
        )
    except (PyMongoError, TypeError, ValueError):
        # The driver's own message may quote the URI, with its password.
        raise ConfigError(
            "The MongoDB URI cannot be used: "
            "write mongodb://user:password@host:27017 and percent-encode its parts."
        ) from None


def _names_one_server(uri: str) -> bool:
    """A member of a replica set would lead to the primary; what is wanted is the server named."""
    return bool(
        re.match(r"mongodb://([^@/]*@)?[^,/?]+([/?]|$)", uri)
        and not re.search(r"(?i)[?&](directConnection|loadBalanced|replicaSet)=", uri)
    )
