"""Secrets, given as they are or in a file."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from {{{package}}}.option_values import ConfigError


def secret_from(*, value: str, file: str | None, flag: str) -> Callable[[], str]:
    """Make a function that gives the secret; `file` beats `value`, `flag` is what names it.

    The file is read again at every call, so a new content counts from the next connection on.
    """
    return (lambda: _read(file, flag)) if file else (lambda: value)


def _read(file: str, flag: str) -> str:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        raise ConfigError(f"The file {file} cannot be read: check --{flag}.") from None
    # Editors and `echo` end a file with a line break, which is no part of the secret.
    return text.removesuffix("\n").removesuffix("\r")


def check_percent_encoding(url: str) -> None:
    """Raise ValueError, which does not quote the URL, if its parts are not percent-encoded.

    A percent sign that encodes nothing tells, a `#`, whitespace, and an `@` that does not end the
    user's part, which `/`, `?` and `#` end too early.
    """
    # Some readers of URLs drop it in silence, others quote what is around it in their messages.
    if re.search(r"[\s\x00-\x1f\x7f-\x9f]", url):
        raise ValueError("whitespace or a control character")
    if re.search(r"%(?![0-9A-Fa-f]{2})", url):
        raise ValueError("a percent sign that encodes nothing")
    unquote(url, errors="strict")
    if not re.fullmatch("[^:/?#@]+://([^/?#@]*@)?[^#@]*", url):
        raise ValueError("a character that is not encoded")
