"""Metrics read from the database when scraped."""

import sqlite3
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric


@dataclass(frozen=True)
class Query:
    """One metric: a column per label and a column called `value`."""

    family: type[GaugeMetricFamily] | type[CounterMetricFamily]
    name: str
    help: str
    labels: Sequence[str]
    sql: str


QUERIES = (
    Query(
        family=CounterMetricFamily,
        name="accounts_charged_cents_total",
        help="Charged since the beginning.",
        labels=["currency"],
        sql="""
            SELECT currency, SUM(cents) AS value
            FROM charges
            WHERE state = 'paid'
            GROUP BY currency
        """,
    ),
    Query(
        family=GaugeMetricFamily,
        name="accounts_open",
        help="Accounts that are open now.",
        labels=[],
        sql="""
            SELECT COUNT(*) AS value FROM accounts
        """,
    ),
)


class SqlCollector:
    """Runs QUERIES over one connection that is opened at the first scrape and then kept."""

    name = "sql"

    def __init__(
        self,
        file: str,
        queries: Iterable[Query] = QUERIES,
    ) -> None:
        self._file = file
        self._queries = tuple(queries)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read all queries; scrapes take turns on the connection."""
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise TimeoutError("the database is busy with an earlier scrape")
        try:
            return [self._read(query, deadline) for query in self._queries]
        except sqlite3.Error as error:
            # Whatever is wrong with the connection, the next scrape gets a new one.
            self._disconnect()
            if time.monotonic() >= deadline:
                raise TimeoutError("the query was cut off at the deadline of the scrape") from error
            raise
        finally:
            self._lock.release()

    def _read(self, query: Query, deadline: float) -> Metric:
        connection = self._connection or self._connect()
        connection.set_progress_handler(lambda: time.monotonic() >= deadline, 10_000)
        family = query.family(query.name, query.help, labels=query.labels)
        seen = set()
        for row in connection.execute(query.sql):
            labels = tuple("" if row[label] is None else str(row[label]) for label in query.labels)
            if labels in seen:
                raise ValueError(f"{query.name}: more than one row for the labels {labels}")
            seen.add(labels)
            # SUM() over no rows is NULL: nothing was measured, so there is nothing to show.
            if row["value"] is not None:
                family.add_metric(labels, float(row["value"]))
        return family

    def _connect(self) -> sqlite3.Connection:
        # mode=ro neither creates a missing file nor changes an existing one.
        uri = f"{Path(self._file).absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=2)
        connection.row_factory = sqlite3.Row
        self._connection = connection
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Close the connection at shutdown, unless a query that hangs still holds it."""
        if self._lock.acquire(timeout=1):
            self._disconnect()
            self._lock.release()
