"""Metrics read from a database when scraped."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prometheus_client.core import CounterMetricFamily, Metric

from shop_numbers.collector import Collector, IncompleteError
from shop_numbers.collectors.sql_error import MOST_ROWS, ConnectError, QueryError
from shop_numbers.collectors.sql_queries import QUERIES, Query
from shop_numbers.collectors.sql_values import series_of


class Database(ABC):
    """Where the queries run."""

    @abstractmethod
    def query(self, sql: str, deadline: float) -> Sequence[Mapping[str, Any]]:
        """Return rows, or fail about when time.monotonic() reads `deadline`.

        At most MOST_ROWS + 1 rows are wanted. After a QueryError the next query is worth a try.
        """

    @abstractmethod
    def close(self) -> None:
        """Close the connections at shutdown."""


class SqlCollector(Collector):
    """Runs queries at every scrape.

    The queries of a scrape run one after the other, so it needs one connection; they share its
    time. A query that fails costs its own metric; without connection or time there is none. What
    rows become is told at `series_of`.
    """

    name = "sql"

    def __init__(self, database: Database, queries: Iterable[Query] = QUERIES) -> None:
        self._database = database
        self._queries = tuple(queries)

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Give the families that could be read, then raise what is wrong with the others."""
        errors = []
        for query in self._queries:
            try:
                family = self._read(query, deadline)
            except QueryError as error:
                errors.append(error)
                continue
            # Without a series there is nothing to tell.
            if family.samples:
                yield family
        if errors:
            raise IncompleteError(errors)

    def close(self) -> None:
        """Close the database at shutdown."""
        self._database.close()

    def _read(self, query: Query, deadline: float) -> Metric:
        try:
            rows = self._database.query(query.sql, deadline)
            if len(rows) > MOST_ROWS:
                raise QueryError(
                    f"the query gives more than {MOST_ROWS:,} rows; add them up with GROUP BY"
                )
            if time.monotonic() >= deadline:
                # Making series of them would take the time of the next scrape.
                raise TimeoutError
            is_counter = query.family is CounterMetricFamily
            series = series_of(rows, query.labels, is_counter=is_counter)
        except Exception as error:
            if time.monotonic() >= deadline:
                # Whoever waits for the answer has the words for it.
                raise TimeoutError from error
            if isinstance(error, ConnectError):
                raise
            kind = QueryError if isinstance(error, QueryError) else RuntimeError
            # The name comes last: in front of a colon, a name such as `…_secret` would get its
            # reason masked.
            raise kind(f"{error} ({query.name})") from error
        family = query.family(query.name, query.help, labels=query.labels)
        for labels, value in series.items():
            family.add_metric(labels, value)
        return family
