"""The options of the collectors; each begins with the three that all of them have."""

from mongodb_exporter.option_values import Option, file_name, seconds, switch, whole_number


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
        "mongodb",
        help="Collect the metrics of the MongoDB server.",
        max_series=500,
        min_interval=0,
    ),
    Option(
        name="mongodb.uri",
        env="MONGODB_URI",
        default="mongodb://localhost:27017",
        read=str,
        placeholder="URI",
        help="MongoDB server to read, with user and password.",
        secret=True,
    ),
    Option(
        name="mongodb.uri-file",
        env="MONGODB_URI_FILE",
        default=None,
        read=file_name,
        placeholder="FILE",
        help="File that holds the URI, read again after a failure; beats --mongodb.uri.",
    ),
)
