import json
import logging
import sys
import time

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
        "cannot reach postgres://user:geheim@db:5432/app",
        "cannot reach redis://:ge@heim@db",
        "mongodb://u:ge/heim@h/db",
        "postgres://u:geheim@@h",
        "Authorization: Basic Z2VoZWltOmdlaGVpbQ==",
        "Authorization: Bearer geheim",
        "sent Bearer geheim.geheim",
        "DB_PASSWORD=geheim",
        "access_token=geheim",
        "client_secret: geheim",
        "api-key: geheim",
        "api_key: geheim",
        'password="geheim geheim"',
        'password="geheim \\" geheim"',
        'password="geheim geheim',
        "{'password': 'geheim geheim'}",
        r'"{\"password\":\"geheim geheim\"}"',
        "$2b$10$geheimgeheimgeheimgeheim",
    ],
)
def test_secrets_are_masked(text):
    assert "***" in mask(text)
    assert "heim" not in mask(text)
    assert "Z2VoZWlt" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "GET http://a:80/x?y=z",
        "mail to a@b",
        "http://a/b '@'",
        "connection token is gone",
        "Access denied for user 'shop'@'localhost' (using password: YES)",
    ],
)
def test_other_text_stays(text):
    assert mask(text) == text


@pytest.mark.parametrize("name", ["password", "user_token", "apiKey"])
def test_fields_are_masked_by_name(name):
    line = LogfmtFormatter().format(record("message", **{name: "geheim"}))
    assert line.endswith(f"{name}=***")


def test_masking_takes_little_time():
    started = time.monotonic()
    for part in ("a", "token", "://a:", 'password="\\'):
        mask(part * 5000)
    assert time.monotonic() - started < 2
