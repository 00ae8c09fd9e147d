"""The options of the program: one table drives flags, environment variables and --help."""

from collections.abc import Mapping
from dataclasses import dataclass

from bare.option_values import (
    ConfigError,
    ListenAddress,
    Option,
    file_name,
    listen_address,
    one_of,
    url_path,
    whole_number,
)

_DEFAULT_PORT = 3000

OPTIONS = (
    Option(
        name="web.listen-address",
        env="WEB_LISTEN_ADDRESS",
        default=f":{_DEFAULT_PORT}",
        read=listen_address,
        placeholder="ADDRESS",
        help="Address to listen on: host:port, :port or [::1]:port. HOST and PORT are understood too.",
    ),
    Option(
        name="web.telemetry-path",
        env="WEB_TELEMETRY_PATH",
        default="/metrics",
        read=url_path,
        placeholder="PATH",
        help="Path the metrics are served on.",
    ),
    Option(
        name="web.config.file",
        env="WEB_CONFIG_FILE",
        default=None,
        read=file_name,
        placeholder="FILE",
        help="YAML file that turns on TLS and basic authentication, in the format of Prometheus' own exporters.",
    ),
    Option(
        name="web.max-requests",
        env="WEB_MAX_REQUESTS",
        default="40",
        read=whole_number(0, 100000),
        placeholder="N",
        help="Scrapes answered at the same time, 503 beyond them; 0 is no limit.",
    ),
    Option(
        name="web.workers",
        env="WEB_CONCURRENCY",
        default="1",
        read=whole_number(1, 256),
        placeholder="N",
        help="Worker processes.",
    ),
    Option(
        name="web.threads",
        env="WEB_THREADS",
        default="48",
        read=whole_number(1, 1000),
        placeholder="N",
        help="Threads of each worker process; more than --web.max-requests, so that health checks are answered.",
    ),
    Option(
        name="log.level",
        env="LOG_LEVEL",
        default="info",
        read=one_of("debug", "info", "warn", "error"),
        placeholder="LEVEL",
        help="Lowest level that is logged: debug, info, warn or error.",
    ),
    Option(
        name="log.format",
        env="LOG_FORMAT",
        default="logfmt",
        read=one_of("logfmt", "json"),
        placeholder="FORMAT",
        help="Format of the log lines: logfmt or json.",
    ),
)

ACTIONS = {
    "once": "Print one scrape and exit.",
    "config.check": "Check the configuration and exit.",
    "version": "Print the version and exit.",
    "help": "Print this help and exit; -h does the same.",
}


@dataclass(frozen=True)
class Config:
    """The checked settings of one run."""

    web_listen_address: ListenAddress
    web_telemetry_path: str
    web_config_file: str | None
    web_max_requests: int
    web_workers: int
    web_threads: int
    log_level: str
    log_format: str


def load_config(flags: Mapping[str, str], environ: Mapping[str, str]) -> Config:
    """Combine flags (by option name), environment and defaults, in this order of precedence."""
    values = {}
    for option in OPTIONS:
        source, text = _find(option, flags, environ)
        try:
            values[option.field] = None if text is None else option.read(text)
        except ConfigError as error:
            raise ConfigError(f'Invalid value "{text}" for {source}: {error}.') from None
    return Config(**values)


def _find(
    option: Option, flags: Mapping[str, str], environ: Mapping[str, str]
) -> tuple[str, str | None]:
    if option.name in flags:
        return f"--{option.name}", flags[option.name]
    # An empty variable counts as absent: Compose files and unit files often pass empty ones on.
    if environ.get(option.env):
        return option.env, environ[option.env]
    if option.read is listen_address and (environ.get("HOST") or environ.get("PORT")):
        host = environ.get("HOST", "")
        host = f"[{host}]" if ":" in host and not host.startswith("[") else host
        return "HOST and PORT", f"{host}:{environ.get('PORT') or _DEFAULT_PORT}"
    return f"--{option.name}", option.default
