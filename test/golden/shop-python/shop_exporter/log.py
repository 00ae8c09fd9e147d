"""Log lines: logfmt or JSON on stderr, one line per entry, secrets masked."""

import json
import logging
import math
import re
import sys
import time

_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
}

_STANDARD_FIELDS = {*vars(logging.makeLogRecord({})), "message", "asctime"}
_SECRET_WORD = (
    r"pass(?:word|wd|phrase)|(?<![a-z])pass(?![a-z])|secret|token|api[-_]?key|authorization"
)
_SECRET_FIELD = re.compile(_SECRET_WORD, re.IGNORECASE)
# Quotes may be escaped: JSON within JSON. A quote that is never closed holds the rest.
_VALUE = "|".join(
    (
        r"""\\".*?(?:\\"|$)""",
        r""""(?:[^"\\]|\\.)*"?""",
        r"""'(?:[^'\\]|\\.)*'?""",
        r"""[^\s,;&]+""",
    )
)
# In a word that is cut after its last @: passwords hold / and @ too. Digits before a slash are a
# port.
_URL_PASSWORD = re.compile(r"(\w://[^:/]*:)(?!\d+/).*@$")


def _mask_url(word: re.Match[str]) -> str:
    """Cut after the last @, a password is not looked for again from each place one may begin."""
    head, at, rest = word[0].rpartition("@")
    return _URL_PASSWORD.sub(r"\1***@", head + at) + rest


_SECRETS = (
    (re.compile(r"""[^\s"']+"""), _mask_url),
    (re.compile(r"\$2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{20,}"), "***"),
    # What stands before the word does not matter: DB_PASSWORD, clientSecret. Servers that say
    # "(using password: YES)" tell no secret.
    (
        re.compile(
            rf"""((?:{_SECRET_WORD})[\w-]{{0,64}}\\?["']?\s*[=:]\s*)"""
            rf"""(?!(?:yes|no)\))(?:(?:basic|bearer|digest|token) +)?(?:{_VALUE})""",
            re.IGNORECASE | re.DOTALL,
        ),
        r"\1***",
    ),
    (re.compile(r"\b((?:basic|bearer) +)[\w.~+/=-]{4,}", re.IGNORECASE), r"\1***"),
)


def mask(text: str) -> str:
    """Replace passwords in URLs, password hashes, credentials and `password=...` by `***`."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class LineFormatter(logging.Formatter):
    """Common part of both formats: the fields of an entry, already masked."""

    def fields(self, record: logging.LogRecord) -> dict[str, str | float | None]:
        """Collect time, level, message, the `extra` fields and the stack of an exception."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        fields: dict[str, str | float | None] = {
            "time": f"{moment}.{int(record.msecs):03d}Z",
            "level": "warn" if record.levelno == logging.WARNING else record.levelname.lower(),
            "msg": record.getMessage(),
        }
        for name, value in vars(record).items():
            if name not in _STANDARD_FIELDS:
                fields[name] = "***" if _SECRET_FIELD.search(name) else _scalar(value)
        if record.exc_info:
            fields["stack"] = self.formatException(record.exc_info)
        return {
            name: mask(value) if isinstance(value, str) else value for name, value in fields.items()
        }


class JsonFormatter(LineFormatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.fields(record), separators=(",", ":"))


class LogfmtFormatter(LineFormatter):
    """`key=value` pairs; a value that is not a plain word is quoted."""

    def format(self, record: logging.LogRecord) -> str:
        pairs = self.fields(record).items()
        return " ".join(f"{name}={_quoted(value)}" for name, value in pairs)


def _scalar(value: object) -> str | float | None:
    """Leave what JSON has a type for; everything else becomes text."""
    if value is None or isinstance(value, int):
        return value
    return value if isinstance(value, float) and math.isfinite(value) else str(value)


def _quoted(value: str | float | None) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if re.fullmatch(r"[\w.:/@%+*,-]+", value, re.ASCII):
        return value
    text = json.dumps(value, ensure_ascii=False)
    # JSON leaves some line separators and control characters alone, terminals do not.
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def set_up_logging(level: str, log_format: str) -> None:
    """Send everything that is logged in this process to stderr in the chosen format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else LogfmtFormatter())
    logging.basicConfig(level=_LEVELS[level], handlers=[handler], force=True)
