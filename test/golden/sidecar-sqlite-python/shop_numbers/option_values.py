"""What an option is, and readers for values: text in, checked value or ConfigError out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class ConfigError(Exception):
    """A setting that cannot work; its text is one sentence for the operator."""


@dataclass(frozen=True)
class Option:
    """One option: its flag is `--name`, its environment variable `env`."""

    name: str
    env: str
    default: str | None
    read: Callable[[str], Any]
    help: str
    placeholder: str = ""

    @property
    def field(self) -> str:
        """The attribute of Config that holds the value."""
        return self.name.replace(".", "_").replace("-", "_")


@dataclass(frozen=True)
class ListenAddress:
    """Where to listen; an empty host means all addresses, IPv6 and IPv4."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def listen_address(text: str) -> ListenAddress:
    """Read `host:port`, `:port` or `[::1]:port`."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:\[\]/]*)):([0-9]{1,5})", text)
    if not match or int(match[3]) > 65535:
        raise ConfigError("use host:port, :port or [::1]:port with a port from 0 to 65535")
    return ListenAddress(match[1] or match[2] or "", int(match[3]))


def url_path(text: str) -> str:
    """Read a path that is free for the metrics."""
    if not re.fullmatch(r"(/[\w.~-]+)+", text, re.ASCII):
        raise ConfigError("use a path such as /metrics, of letters, digits and . _ ~ -")
    if text.lower() in ("/healthz", "/readyz"):
        raise ConfigError("choose another path, this one is used for health")
    return text


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Make a reader for whole numbers from least to most."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ConfigError(f"use a whole number from {least} to {most}")
        return int(text)

    return read


def seconds(text: str) -> float:
    """Read a time in seconds."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text):
        raise ConfigError("use a number of seconds of 0 or more")
    return float(text)


def one_of(*choices: str) -> Callable[[str], str]:
    """Make a reader that accepts the given words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ConfigError(f"use {', '.join(choices[:-1])} or {choices[-1]}")
        return text

    return read


def switch(text: str) -> bool:
    """Read true or false."""
    if text.lower() not in ("true", "false"):
        raise ConfigError("use true or false")
    return text.lower() == "true"


def file_name(text: str) -> str:
    """Accept a file name; whether the file can be read shows when it is opened."""
    return text
