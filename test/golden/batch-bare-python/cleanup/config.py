"""The options of the program: one table drives flags, environment variables and --help."""

from collections.abc import Mapping
from dataclasses import dataclass

from cleanup.option_values import (
    ConfigError,
    GatewayUrl,
    Option,
    as_it_is,
    gateway_url,
    grouping,
    one_of,
    retries,
    seconds,
    switch,
)

OPTIONS = (
    Option(
        name="push.url",
        env="PUSHGATEWAY_URL",
        default=None,
        read=gateway_url,
        placeholder="URL",
        help="Pushgateway to push to; a path prefix is kept. Without it nothing is pushed.",
        secret=True,
    ),
    Option(
        name="push.username",
        env="PUSH_USERNAME",
        default=None,
        read=as_it_is,
        placeholder="USER",
        help="User for basic authentication; user and password may be in the URL instead.",
    ),
    Option(
        name="push.password-file",
        env="PUSH_PASSWORD_FILE",
        default=None,
        read=as_it_is,
        placeholder="FILE",
        help="File with the password, read again for each attempt to push.",
    ),
    Option(
        name="push.grouping",
        env="PUSH_GROUPING",
        default=None,
        read=grouping,
        placeholder="KEY=VALUE",
        help="Labels of the group beside the job name, separated by commas; the flag may be repeated.",
        repeatable=True,
    ),
    Option(
        name="push.timeout",
        env="PUSH_TIMEOUT",
        default="10",
        read=seconds,
        placeholder="SECONDS",
        help="Time limit of one attempt to push.",
    ),
    Option(
        name="push.retries",
        env="PUSH_RETRIES",
        default="3",
        read=retries,
        placeholder="N",
        help="Attempts to push after a failed one; the pauses are 1, 2, 4 ... seconds.",
    ),
    Option(
        name="push.required",
        env="PUSH_REQUIRED",
        default="true",
        read=switch,
        help="Exit with 3 when the job succeeded but its metrics could not be pushed.",
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
    "print": "Run the job and print its metrics instead of pushing them.",
    "delete": "Remove the group of the job from the Pushgateway and exit.",
    "config.check": "Check the configuration and exit.",
    "version": "Print the version and exit.",
    "help": "Print this help and exit; -h does the same.",
}


@dataclass(frozen=True)
class Config:
    """The checked settings of one run."""

    push_url: GatewayUrl | None
    push_username: str | None
    push_password_file: str | None
    push_grouping: dict[str, str] | None
    push_timeout: float
    push_retries: int
    push_required: bool
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
            value = "value" if option.secret else f'value "{text}"'
            raise ConfigError(f"Invalid {value} for {source}: {error}.") from None
    return Config(**values)


def _find(
    option: Option, flags: Mapping[str, str], environ: Mapping[str, str]
) -> tuple[str, str | None]:
    if option.name in flags:
        return f"--{option.name}", flags[option.name]
    # An empty variable counts as absent: Compose files and unit files often pass empty ones on.
    if environ.get(option.env):
        return option.env, environ[option.env]
    return f"--{option.name}", option.default
