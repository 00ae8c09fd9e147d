"""Reads the state of a MongoDB server."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pymongo
from prometheus_client.core import Metric
from pymongo import MongoClient
from pymongo.errors import OperationFailure, ServerSelectionTimeoutError

from {{{package}}}.collector import Collector
from {{{package}}}.collectors.mongodb_client import SharedClient, create_client
from {{{package}}}.collectors.mongodb_families import (
    DATABASE_FAMILIES,
    database_families,
    server_families,
)

# Large parts of serverStatus that nothing is made of.
_WITHOUT = {"locks": 0, "repl": 0, "tcmalloc": 0, "wiredTiger": 0}
# Unauthorized, CommandNotFound, CommandNotSupported, NotImplemented.
_REFUSALS = (13, 59, 115, 238)
_SHORTEST_SECONDS = 0.001
# A server that is down or has stalled shows in this time, well before a scrape ends.
_LONGEST_PING_SECONDS = 2.0


class MongodbCollector(Collector):
    """Runs serverStatus, and dbStats for every database.

    A section or a command that the server or the account does not have costs the metrics made of
    it and no others.
    """

    name = "mongodb"
    summable = tuple(family.name for family in DATABASE_FAMILIES)

    def __init__(self, uri: Callable[[], str]) -> None:
        self._shared = SharedClient(uri)

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read first, then make the families."""
        try:
            status, databases = self._shared.run(lambda client: _read(client, deadline))
        except ServerSelectionTimeoutError as error:
            # Without the state of the driver, which is long and never twice the same.
            raise ConnectionError(str(error).partition(", Timeout: ")[0]) from error
        return [*server_families(status), *database_families(databases)]

    def close(self) -> None:
        """Close the connections at shutdown."""
        self._shared.close()


def check_mongodb_uri(uri: str) -> None:
    """Refuse a URI that no client can be made of."""
    create_client(uri).close()


def _read(client: MongoClient, deadline: float) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    seconds = max(_SHORTEST_SECONDS, deadline - time.monotonic())
    # All commands share the time; the driver tells the server what is left of it.
    with pymongo.timeout(seconds):
        with pymongo.timeout(min(seconds, _LONGEST_PING_SECONDS)):
            client["admin"].command("ping")
        status = client["admin"].command({"serverStatus": 1, **_WITHOUT})
        return status, _read_databases(client)


def _read_databases(client: MongoClient) -> Mapping[str, Any]:
    try:
        answer = client["admin"].command({"listDatabases": 1, "nameOnly": True})
        names = [database["name"] for database in answer["databases"]]
        return {name: client[name].command({"dbStats": 1}) for name in names}
    except OperationFailure as error:
        if error.code in _REFUSALS:
            return {}
        raise
