"""Splits the command line into option values and writes --help, both from the option table."""

from collections.abc import Sequence

from shop_postgresql.config import OPTIONS
from shop_postgresql.option_values import ConfigError, Option, switch

ACTIONS = {
    "once": "Print one scrape and exit, with 1 if a collector failed.",
    "config.check": "Check the configuration and exit.",
    "version": "Print the version and exit.",
    "help": "Print this help and exit.",
}


def read_arguments(arguments: Sequence[str]) -> tuple[set[str], dict[str, str]]:
    """Return the requested actions and the flags' texts; `--flag value` and `--flag=value` work."""
    options = {option.name: option for option in OPTIONS}
    actions: set[str] = set()
    flags: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        name, separator, value = argument.removeprefix("--").partition("=")
        negated = options.get(name.removeprefix("no-")) if name.startswith("no-") else None
        if argument.startswith("--") and name in ACTIONS and not separator:
            actions.add(name)
        elif argument.startswith("--") and name in options:
            flags[name] = _value(options[name], value if separator else None, rest)
        elif argument.startswith("--") and negated and negated.read is switch and not separator:
            flags[negated.name] = "false"
        else:
            raise ConfigError(f'Unknown option "{argument}": see --help for the ones there are.')
    return actions, flags


def _value(option: Option, value: str | None, rest: list[str]) -> str:
    if value is None and option.read is switch:
        return "true"
    if value is None and rest and not rest[0].startswith("--"):
        value = rest.pop(0)
    # An empty value comes from a variable that the caller's shell does not have.
    if not value:
        example = option.placeholder or "true"
        raise ConfigError(f"--{option.name} needs a value: write --{option.name}={example}.")
    return value


def help_text(program: str, description: str) -> str:
    """Describe every option with its environment variable and default."""
    lines = [f"Usage: {program} [options]", "", description, "", "Options:"]
    for option in OPTIONS:
        negatable = "[no-]" if option.read is switch else ""
        value = f"={option.placeholder}" if option.placeholder else ""
        default = "" if option.default is None else f", default {option.default}"
        lines.append(f"  --{negatable}{option.name}{value}")
        lines.append(f"      {option.help} ({option.env}{default})")
    for name, text in ACTIONS.items():
        lines.append(f"  --{name}")
        lines.append(f"      {text}")
    return "\n".join(lines)
