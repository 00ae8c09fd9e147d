"""The metrics that are read from the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily


@dataclass(frozen=True)
class Query:
    """One metric: a statement that only reads gives the column `value` and one column per label."""

    family: type[GaugeMetricFamily] | type[CounterMetricFamily]
    name: str
    help: str
    labels: Sequence[str]
    sql: str


QUERIES = (
    Query(
        family=GaugeMetricFamily,
        name="shop_orders",
        help="Orders by state.",
        labels=["state"],
        sql="""
            SELECT state, COUNT(*) AS value FROM orders GROUP BY state
        """,
    ),
    Query(
        family=CounterMetricFamily,
        name="shop_revenue_cents_total",
        help="Revenue since the beginning.",
        labels=[],
        sql="""
            SELECT SUM(cents) AS value FROM payments
        """,
    ),
)
