"""The metrics that are read from the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily


@dataclass(frozen=True)
class Query:
    """One metric: a statement that only reads gives the column `value` and one column per label."""

    family: type[GaugeMetricFamily]
    name: str
    help: str
    labels: Sequence[str]
    sql: str


QUERIES = (
    Query(
        family=GaugeMetricFamily,
        name="shop_active_subscriptions",
        help="Subscriptions that are active now.",
        labels=["plan_type"],
        sql="""
            SELECT plan_type, COUNT(*) AS value FROM subscriptions WHERE active = 1 GROUP BY plan_type
        """,
    ),
)
