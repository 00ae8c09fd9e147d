"""The options of the collectors; each begins with the three that all of them have."""

from watched_app.http_values import headers, web_address
from watched_app.option_values import Option, file_name, seconds, switch, whole_number


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
        help="SQLite database, opened read-only. Required.",
    ),
    *_common_options(
        "json-api",
        help="Collect the metrics that are read from the JSON document.",
        max_series=1000,
        min_interval=0,
    ),
    Option(
        name="json-api.url",
        env="JSON_API_URL",
        default="http://localhost:8080/stats.json",
        read=web_address,
        placeholder="URL",
        help="Address of the JSON document.",
    ),
    Option(
        name="json-api.headers",
        env="JSON_API_HEADERS",
        default=None,
        read=headers,
        placeholder="LINES",
        help='HTTP headers to send, a line "Name: value" for each.',
        secret=True,
    ),
    Option(
        name="json-api.headers-file",
        env="JSON_API_HEADERS_FILE",
        default=None,
        read=file_name,
        placeholder="FILE",
        help="File with such lines, read for every request; used instead of the headers.",
    ),
    Option(
        name="json-api.token",
        env="JSON_API_TOKEN",
        default=None,
        read=str,
        placeholder="TOKEN",
        help="Bearer token to send; better in the environment, where other users do not see it.",
        secret=True,
    ),
    Option(
        name="json-api.token-file",
        env="JSON_API_TOKEN_FILE",
        default=None,
        read=file_name,
        placeholder="FILE",
        help="File with the bearer token, read for every request; used instead of the token.",
    ),
    *_common_options(
        "log",
        help="Collect the metrics that are counted in the log file.",
        max_series=1000,
        min_interval=0,
    ),
    Option(
        name="logfile.path",
        env="LOGFILE_PATH",
        default="/var/log/app.log",
        read=file_name,
        placeholder="FILE",
        help="Log file to read; not the log of this program.",
    ),
    Option(
        name="logfile.from-start",
        env="LOGFILE_FROM_START",
        default="false",
        read=switch,
        help="Count the lines that are in the file when the program starts, too.",
    ),
    Option(
        name="logfile.max-bytes-per-scrape",
        env="LOGFILE_MAX_BYTES_PER_SCRAPE",
        default="10000000",
        read=whole_number(0, 999_999_999),
        placeholder="BYTES",
        help="Most bytes read at once, the rest is left for the next scrape; 0 is no limit.",
    ),
    *_common_options(
        "custom",
        help="Collect the metrics of the custom collector.",
        max_series=1000,
        min_interval=0,
    ),
)
