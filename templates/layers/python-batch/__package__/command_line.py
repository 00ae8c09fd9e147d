"""Splits the command line into option values and writes --help, both from the option table."""

from collections.abc import Sequence

from {{{package}}}.config import OPTIONS
from {{{package}}}.log import mask
from {{{package}}}.option_values import ConfigError, Option, switch

ACTIONS = {
    "print": {{batchOptions.print.help}},
    "delete": {{batchOptions.delete.help}},
    "config.check": {{batchOptions.configCheck.help}},
    "version": {{batchOptions.version.help}},
    "help": {{batchOptions.help.help}},
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
        option = options.get(name) or options.get(name.removeprefix("no-"))
        is_switch = name in ACTIONS or (option is not None and option.read is switch)
        known = is_switch or name in options
        if not argument.startswith("--") or not known:
            raise _unknown(argument)
        if is_switch and separator:
            raise ConfigError(f'--{name} takes no value: leave out "={value}".')
        if name in ACTIONS:
            actions.add(name)
        elif is_switch:
            flags[option.name] = "true" if name == option.name else "false"
        else:
            text = value if separator else _following_value(rest)
            if not text:
                raise ConfigError(f"--{name} needs a value: write --{name}={option.placeholder}.")
            joined = option.repeatable and name in flags
            flags[name] = f"{flags[name]},{text}" if joined else text
    return actions, flags


def _unknown(argument: str) -> ConfigError:
    # Without the value, which may be a secret behind a mistyped name.
    name = mask(argument.partition("=")[0])
    what = "Unknown flag" if argument.startswith("-") else "Unexpected argument"
    return ConfigError(f'{what} "{name}": run with --help to see all flags.')


def _following_value(rest: list[str]) -> str | None:
    return rest.pop(0) if rest and not rest[0].startswith("--") else None


def help_text(program: str, description: str) -> str:
    """Describe every option with its environment variable and default."""
    lines = [f"{program}: {description}", "", f"Usage: {program} [flags]", ""]
    for option in OPTIONS:
        lines.append(f"  --{_name(option)}")
        default = "" if option.default is None else f", default {option.default}"
        lines.append(f"      {option.help} [{option.env}{default}]")
    for name, text in ACTIONS.items():
        lines.append(f"  --{name}")
        lines.append(f"      {text}")
    return "\n".join(lines)


def _name(option: Option) -> str:
    if option.read is switch:
        return f"[no-]{option.name}"
    return f"{option.name} {option.placeholder}"
