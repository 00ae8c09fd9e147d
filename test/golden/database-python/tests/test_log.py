import json
import logging
import sys

import pytest

from accounts.log import JsonFormatter, LogfmtFormatter, mask

NASTY = 'two\nlines\r "quoted" \x1b[31m \u2028 \x85 end'


def record(message, **extra):
    found = logging.makeLogRecord({"msg": message, "levelno": logging.INFO, "levelname": "INFO"})
    found.__dict__.update(extra)
    return found


def test_logfmt():
    line = LogfmtFormatter().format(record("two words", part="a", error="a=b"))
    assert line.startswith("time=")
    assert line.endswith('level=info msg="two words" part=a error="a=b"')


def test_json():
    line = JsonFormatter().format(record("two words", part="a"))
    assert json.loads(line)["msg"] == "two words"
    assert json.loads(line)["part"] == "a"


@pytest.mark.parametrize("formatter", [LogfmtFormatter(), JsonFormatter()])
def test_one_line_whatever_the_message_holds(formatter):
    line = formatter.format(record(NASTY, extra_field=NASTY))
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_stack_is_in_the_same_line():
    try:
        raise ValueError("wrong")
    except ValueError:
        line = LogfmtFormatter().format(record("failed", exc_info=sys.exc_info()))
    assert len(line.splitlines()) == 1
    assert "ValueError: wrong" in line


@pytest.mark.parametrize(
    "text",
    [
        "cannot reach postgres://user:hunter2@db:5432/app",
        "cannot reach redis://:hun@ter2@db",
        "Authorization: Basic aHVudGVyMjpodW50ZXIy",
        "Authorization: Bearer hunter2.hunter2",
        'password="hunter2"',
        "api_key: hunter2",
        "$2b$10$hunter2hunter2hunter2hunter2",
    ],
)
def test_secrets_are_masked(text):
    assert "***" in mask(text)
    assert "ter2" not in mask(text)
    assert "aHVudGVy" not in mask(text)
