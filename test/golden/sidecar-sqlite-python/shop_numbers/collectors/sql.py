"""Metrics read from a database when scraped."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prometheus_client.core import Metric

from shop_numbers.collector import Collector
from shop_numbers.collectors.sql_queries import QUERIES, Query
from shop_numbers.collectors.sql_values import series_of


class Database(ABC):
    """Where the queries run."""

    @abstractmethod
    def query(self, sql: str, deadline: float) -> Sequence[Mapping[str, Any]]:
        """Return rows, or fail about when time.monotonic() reads `deadline`."""

    @abstractmethod
    def close(self) -> None:
        """Close the connections at shutdown."""


class SqlCollector(Collector):
    """Runs queries at every scrape.

    The queries of a scrape run one after the other, so it needs one connection; they share its
    time. If one fails, none of the metrics is shown. What rows become is told at `series_of`.
    """

    name = "sql"

    def __init__(self, database: Database, queries: Iterable[Query] = QUERIES) -> None:
        self._database = database
        self._queries = tuple(queries)

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read all queries, then give the families."""
        families = [self._read(query, deadline) for query in self._queries]
        # Without a series there is nothing to tell.
        return [family for family in families if family.samples]

    def close(self) -> None:
        """Close the database at shutdown."""
        self._database.close()

    def _read(self, query: Query, deadline: float) -> Metric:
        try:
            rows = self._database.query(query.sql, deadline)
            series = series_of(rows, query.labels)
        except Exception as error:
            if time.monotonic() >= deadline:
                raise TimeoutError("no answer before the deadline of the scrape") from error
            raise RuntimeError(f"{query.name}: {error}") from error
        family = query.family(query.name, query.help, labels=query.labels)
        for labels, value in series.items():
            family.add_metric(labels, value)
        return family
