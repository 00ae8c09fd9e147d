"""Splits the command line into option values and writes --help, both from the option table."""

from collections.abc import Sequence

from bare import PROGRAM
from bare import __doc__ as description
from bare.config import ACTIONS, OPTIONS
from bare.option_values import ConfigError, Option

_OPTIONS = {option.name: option for option in OPTIONS}


def read_arguments(arguments: Sequence[str]) -> tuple[set[str], dict[str, str]]:
    """Return the requested actions and the flags' texts; `--flag value` and `--flag=value` work."""
    actions: set[str] = set()
    flags: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        flag, separator, value = rest.pop(0).partition("=")
        if flag == "-h":
            flag = "--help"
        name = flag.removeprefix("--") if flag.startswith("--") else None
        if name in _OPTIONS:
            flags[name] = _value(_OPTIONS[name], value if separator else None, rest)
        elif name not in ACTIONS:
            # Without the value, which may be a secret behind a mistyped name.
            what = "Unknown flag" if flag.startswith("-") else "Unexpected argument"
            raise ConfigError(f'{what} "{flag}": run with --help to see all flags.')
        elif separator:
            raise ConfigError(f"{flag} takes no value: write nothing behind it.")
        else:
            actions.add(name)
    return actions, flags


def _value(option: Option, value: str | None, rest: list[str]) -> str:
    if value is None and rest and not rest[0].startswith("--"):
        value = rest.pop(0)
    # An empty value comes from a variable that the caller's shell does not have.
    if not value:
        example = option.placeholder
        raise ConfigError(f"--{option.name} needs a value: write --{option.name}={example}.")
    return value


def help_text() -> str:
    """Describe every option with its environment variable and default."""
    lines = [f"{PROGRAM}: {description}", "", f"Usage: python -m {__package__} [flags]", ""]
    for option in OPTIONS:
        lines.append(f"  --{option.name} {option.placeholder}")
        default = "" if option.default is None else f", default {option.default}"
        lines.append(f"      {option.help} [{option.env}{default}]")
    for name, text in ACTIONS.items():
        lines.append(f"  --{name}")
        lines.append(f"      {text}")
    return "\n".join(lines)
