"""Metrics read from the database when scraped."""

import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client.core import {{#if hasCounterQueries}}CounterMetricFamily, {{/if}}{{#if hasGaugeQueries}}GaugeMetricFamily, {{/if}}Metric

{{#if hasSample}}
SAMPLE_SQL = Path(__file__).resolve().parents[2] / "database" / "sample.sql"
{{/if}}
_NUMERIC_TEXT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """One metric: a column per label and a column called `value`."""

    family: {{{queryFamilies}}}
    name: str
    help: str
    labels: Sequence[str]
    sql: str


{{#if queries}}
QUERIES = (
{{#each queries}}
    Query(
        family={{#if isCounter}}CounterMetricFamily{{else}}GaugeMetricFamily{{/if}},
        name={{name}},
        help={{help}},
        labels={{{list labelNames language='python' column=15 indent=8}}},
        sql={{{block sql indent=12}}},
    ),
{{/each}}
)
{{else}}
QUERIES: tuple[Query, ...] = ()
{{/if}}


class SqlCollector:
    """Runs QUERIES over one connection that is opened at the first scrape and then kept."""

    name = "sql"

    def __init__(
        self,
        file: str{{#if hasSample}} | None{{/if}},
        queries: Iterable[Query] = QUERIES,
    ) -> None:
        self._file = file
        self._queries = tuple(queries)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read all queries; scrapes take turns on the connection."""
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise TimeoutError("the database is busy with an earlier scrape")
        try:
            if self._opened != self._identity():
                # Another file has taken the place of the one that is open.
                self._disconnect()
            families = [self._read(query, deadline) for query in self._queries]
            return [family for family in families if family.samples]
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
            # SUM() over no rows is NULL: nothing was measured, so there is nothing to show.
            if row["value"] is None:
                continue
            value = _number(row["value"])
            if value is None:
                raise ValueError(
                    f"{query.name}: the column value holds {row['value']}, not a number"
                    f" ({query.sql})"
                )
            labels = tuple(_text(row[label]) for label in query.labels)
            if labels in seen:
                raise ValueError(f"{query.name}: more than one row for the labels {labels}")
            seen.add(labels)
            family.add_metric(labels, value)
        return family

    def _connect(self) -> sqlite3.Connection:
        self._opened = self._identity()
{{#if hasSample}}
        if self._file is None:
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            connection.executescript(SAMPLE_SQL.read_text(encoding="utf-8"))
        else:
            # mode=ro neither creates a missing file nor changes an existing one.
            uri = f"{Path(self._file).absolute().as_uri()}?mode=ro"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=2)
{{else}}
        # mode=ro neither creates a missing file nor changes an existing one.
        uri = f"{Path(self._file).absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=2)
{{/if}}
        connection.row_factory = sqlite3.Row
        self._connection = connection
        return connection

    def _identity(self) -> tuple[int, int] | None:
{{#if hasSample}}
        if self._file is None:
            return None
{{/if}}
        try:
            status = os.stat(self._file)
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Close the connection at shutdown, unless a query that hangs still holds it."""
        if self._lock.acquire(timeout=1):
            self._disconnect()
            self._lock.release()


def _number(value: Any) -> float | None:
    """Read a number; SQLite keeps what it was given: 12 may be stored as the text '12'."""
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str) and _NUMERIC_TEXT.fullmatch(value):
        return float(value)
    return None


def _text(value: Any) -> str:
    """Write a label value: NULL is the empty one, and a REAL 1.0 reads 1."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
