"""The options of the collectors; each begins with the three that all of them have."""

{{#if pythonReaders.http}}
from {{{package}}}.http_values import {{{pythonReaders.http}}}
{{/if}}
from {{{package}}}.option_values import {{{pythonReaders.values}}}


def _common_options(
    collector: str, *, help: str, max_series: int, min_interval: float
) -> tuple[Option, ...]:
    name = f"collector.{collector}"
    env = name.upper().replace(".", "_").replace("-", "_")
    return (
        Option(
            name=name,
            env=env,
            default="true",
            read=switch,
            help=help,
        ),
        Option(
            name=f"{name}.max-series",
            env=f"{env}_MAX_SERIES",
            default=str(max_series),
            read=whole_number(0, 999_999_999),
            placeholder="N",
            help=f"Most series of the collector {collector}; 0 is no limit.",
        ),
        Option(
            name=f"{name}.min-interval",
            env=f"{env}_MIN_INTERVAL",
            default=str(min_interval),
            read=seconds,
            placeholder="SECONDS",
            help=f"Time a read of the collector {collector} is kept; 0 reads at every scrape.",
        ),
    )


COLLECTOR_OPTIONS = (
{{#each collectorOptions}}
    *_common_options(
        {{name}},
        help={{help}},
        max_series={{maxSeries}},
        min_interval={{minInterval}},
    ),
{{#each own}}
    Option(
        name={{name}},
        env={{environment}},
        default={{#if default}}{{default}}{{else}}None{{/if}},
        read={{{pythonReader}}},
{{#if placeholder}}
        placeholder={{placeholder}},
{{/if}}
        help={{help}},
{{#if secret}}
        secret=True,
{{/if}}
    ),
{{/each}}
{{/each}}
)
