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
