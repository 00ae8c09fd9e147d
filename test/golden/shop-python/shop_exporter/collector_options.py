"""The options of the collectors; each begins with the three that all of them have."""

from shop_exporter.option_values import Option, file_name, seconds, switch, whole_number


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
    *_common_options(
        "sql",
        help="Collect the metrics that are read from the database.",
        max_series=1000,
        min_interval=0,
    ),
    Option(
        name="database.file",
        env="DATABASE_FILE",
        default=None,
        read=file_name,
        placeholder="FILE",
        help="SQLite database, opened read-only. Required without --database.sample.",
    ),
    Option(
        name="database.sample",
        env="DATABASE_SAMPLE",
        default="false",
        read=switch,
        help="Show the sample data of the project, which nobody should take for real, in place of a file.",
    ),
)
