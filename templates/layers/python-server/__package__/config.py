"""The options of the program: one table drives flags, environment variables and --help."""

from collections.abc import Mapping
from dataclasses import dataclass

{{#if hasCollectors}}
from {{{package}}}.collector_options import COLLECTOR_OPTIONS
{{/if}}
{{#if hasSecrets}}
from {{{package}}}.log import mask
{{/if}}
from {{{package}}}.option_values import (
    ConfigError,
    ListenAddress,
    Option,
    file_name,
    listen_address,
    one_of,
    url_path,
    whole_number,
)

_DEFAULT_PORT = {{{port}}}

OPTIONS = (
    Option(
        name="web.listen-address",
        env={{options.listenAddress.environment}},
        default=f":{_DEFAULT_PORT}",
        read=listen_address,
        placeholder={{options.listenAddress.placeholder}},
        help={{options.listenAddress.help}},
    ),
    Option(
        name="web.telemetry-path",
        env={{options.telemetryPath.environment}},
        default={{options.telemetryPath.default}},
        read=url_path,
        placeholder={{options.telemetryPath.placeholder}},
        help={{options.telemetryPath.help}},
    ),
    Option(
        name="web.config.file",
        env={{options.webConfigFile.environment}},
        default=None,
        read=file_name,
        placeholder={{options.webConfigFile.placeholder}},
        help={{options.webConfigFile.help}},
    ),
    Option(
        name="web.max-requests",
        env={{options.maxRequests.environment}},
        default={{options.maxRequests.default}},
        read=whole_number(0, 100000),
        placeholder={{options.maxRequests.placeholder}},
        help={{options.maxRequests.help}},
    ),
{{#if isApplication}}
    Option(
        name="web.workers",
        env={{options.workers.environment}},
        default={{options.workers.default}},
        read=whole_number(1, 256),
        placeholder={{options.workers.placeholder}},
        help={{options.workers.help}},
    ),
{{/if}}
    Option(
        name="web.threads",
        env={{options.threads.environment}},
        default={{options.threads.default}},
        read=whole_number(1, 1000),
        placeholder={{options.threads.placeholder}},
        help={{options.threads.help}},
    ),
    Option(
        name="log.level",
        env={{options.logLevel.environment}},
        default={{options.logLevel.default}},
        read=one_of("debug", "info", "warn", "error"),
        placeholder={{options.logLevel.placeholder}},
        help={{options.logLevel.help}},
    ),
    Option(
        name="log.format",
        env={{options.logFormat.environment}},
        default={{options.logFormat.default}},
        read=one_of("logfmt", "json"),
        placeholder={{options.logFormat.placeholder}},
        help={{options.logFormat.help}},
    ),
{{#if hasCollectors}}
    *COLLECTOR_OPTIONS,
{{/if}}
)

ACTIONS = {
    "once": {{options.once.help}},
    "config.check": {{options.configCheck.help}},
    "version": {{options.version.help}},
    "help": {{options.help.help}},
}


@dataclass(frozen=True)
class Config:
    """The checked settings of one run."""

    web_listen_address: ListenAddress
    web_telemetry_path: str
    web_config_file: str | None
    web_max_requests: int
{{#if isApplication}}
    web_workers: int
{{/if}}
    web_threads: int
    log_level: str
    log_format: str
{{#each collectorOptions}}
{{#each all}}
    {{{field}}}: {{{pythonType}}}
{{/each}}
{{/each}}


def load_config(flags: Mapping[str, str], environ: Mapping[str, str]) -> Config:
    """Combine flags (by option name), environment and defaults, in this order of precedence."""
    values = {}
    for option in OPTIONS:
        source, text = _find(option, flags, environ)
        try:
            values[option.field] = None if text is None else option.read(text)
        except ConfigError as error:
{{#if hasSecrets}}
            shown = "***" if option.secret else mask(text)
            raise ConfigError(f'Invalid value "{shown}" for {source}: {error}.') from None
{{else}}
            raise ConfigError(f'Invalid value "{text}" for {source}: {error}.') from None
{{/if}}
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
