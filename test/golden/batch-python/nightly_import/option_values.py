"""What an option is, and readers for values: text in, checked value or ConfigError out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from nightly_import.grouping_key import METRIC_LABELS


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
    secret: bool = False
    """Its value is never shown."""
    repeatable: bool = False
    """The values of several flags are joined by commas."""

    @property
    def field(self) -> str:
        """The attribute of Config that holds the value."""
        return self.name.replace(".", "_").replace("-", "_")


@dataclass(frozen=True)
class GatewayUrl:
    """The address of a Pushgateway with its path prefix, and the credentials it held."""

    base: str
    username: str
    password: str


def gateway_url(text: str) -> GatewayUrl:
    """Read the address of a Pushgateway and take the credentials out of it."""
    wrong = ConfigError("use http://HOST:PORT or https://HOST:PORT, a path prefix may follow")
    if not re.fullmatch(r"https?://[^\s?#]+", text, re.IGNORECASE):
        raise wrong
    try:
        url = urlsplit(text)
        port = "" if url.port is None else f":{url.port}"
    except ValueError:
        raise wrong from None
    if not url.hostname:
        raise wrong
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return GatewayUrl(
        base=f"{url.scheme}://{host}{port}{url.path.rstrip('/')}",
        username=_percent_decoded(url.username or ""),
        password=_percent_decoded(url.password or ""),
    )


def _percent_decoded(text: str) -> str:
    try:
        if not re.search(r"%(?![0-9A-Fa-f]{2})", text):
            return unquote(text, errors="strict")
    except UnicodeDecodeError:
        pass
    raise ConfigError("write % in the user or the password as %25")


def grouping(text: str) -> dict[str, str]:
    """Read `key=value` pairs separated by commas."""
    labels: dict[str, str] = {}
    pairs = text.split(",")
    for pair in pairs:
        key, equals, value = pair.strip().partition("=")
        if not key or not equals:
            raise ConfigError("use key=value pairs, separated by commas")
        _check_grouping_key(key)
        labels[key] = value
    if len(labels) < len(pairs):
        raise ConfigError("use each key once")
    return labels


def _check_grouping_key(key: str) -> None:
    if not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_]*", key):
        raise ConfigError(
            f"write the key {key} with letters, digits and underscores, no digit first"
        )
    if key == "job" or key.startswith("__"):
        raise ConfigError("choose a key other than job that does not begin with __")
    if key in METRIC_LABELS:
        raise ConfigError(f"{key} is a label of {METRIC_LABELS[key]}; choose another key")


def seconds(text: str) -> float:
    """Read a time of more than 0 and up to 300 seconds."""
    value = float(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) else 0
    if not 0 < value <= 300:
        raise ConfigError("use seconds from 0.001 to 300")
    return value


def retries(text: str) -> int:
    """Read a whole number from 0 to 10."""
    if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > 10:
        raise ConfigError("use a whole number from 0 to 10")
    return int(text)


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


def as_it_is(text: str) -> str:
    """Accept a text; whether it is right shows where it is used."""
    return text
