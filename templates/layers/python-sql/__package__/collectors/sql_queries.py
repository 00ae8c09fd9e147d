"""The metrics that are read from the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client.core import {{#if hasCounterQueries}}CounterMetricFamily{{#if hasGaugeQueries}}, {{/if}}{{/if}}{{#if hasGaugeQueries}}GaugeMetricFamily{{/if}}


@dataclass(frozen=True)
class Query:
    """One metric: a statement that only reads gives the column `value` and one column per label."""

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
