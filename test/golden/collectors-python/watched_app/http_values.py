"""Readers for settings of what is asked on the web."""

import re
import urllib.parse

from watched_app.option_values import ConfigError


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
