"""Readers for settings of what is asked on the web."""

import re
import urllib.parse
from collections.abc import Callable

from shop_sidecar.option_values import ConfigError


def web_address(text: str) -> str:
    """Read the address of something on the web."""
    try:
        url = urllib.parse.urlsplit(text)
        valid = url.scheme in ("http", "https") and url.hostname and (url.port or 1)
    except ValueError:
        valid = False
    if not valid or not re.fullmatch(r"https?://\S+", text):
        raise ConfigError("use an address such as https://example.com/status")
    _check_percent_encoding(f"{url.username}:{url.password}")
    return text


def _check_percent_encoding(credentials: str) -> None:
    try:
        valid = not re.search(r"%(?![0-9A-Fa-f]{2})", credentials)
        urllib.parse.unquote(credentials, errors="strict")
    except UnicodeDecodeError:
        valid = False
    if not valid:
        raise ConfigError("write % in the user or the password as %25")


def targets(text: str) -> dict[str, str]:
    """Read named addresses, `name=url,name=url`.

    A comma is the end of an address only when another name and address follow.
    """
    found: dict[str, str] = {}
    for pair in re.split(r",(?=[^=,]*=https?://)", text):
        match = re.fullmatch(r"\s*([^=,]+)=(\S+)\s*", pair)
        if not match or match[1] in found:
            raise ConfigError("use name=url,name=url with a different name for every address")
        found[match[1]] = web_address(match[2])
    return found


def statuses(text: str) -> frozenset[int]:
    """Read HTTP statuses, `200,204`."""
    if not re.fullmatch(r"[1-5][0-9]{2}(,[1-5][0-9]{2})*", text):
        raise ConfigError("use statuses such as 200 or 200,204")
    return frozenset(int(status) for status in text.split(","))


def headers(text: str) -> dict[str, str]:
    """Read HTTP headers, a line `Name: value` for each; names become lower case."""
    found: dict[str, str] = {}
    for line in re.split(r"\r?\n", text):
        if not line.strip():
            continue
        match = re.fullmatch(r"\s*([\w!#$%&'*+.^`|~-]+):\s*([\x20-\x7e]*?)\s*", line, re.ASCII)
        if not match:
            raise ConfigError("use a line such as Name: value for every header")
        found[match[1].lower()] = match[2]
    return found


def over_zero(read: Callable[[str], float]) -> Callable[[str], float]:
    """Narrow a reader of numbers to those over 0."""

    def read_over_zero(text: str) -> float:
        number = read(text)
        if number == 0:
            raise ConfigError("use a number over 0")
        return number

    return read_over_zero
