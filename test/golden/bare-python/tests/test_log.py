import json
import logging
import sys
import time

import pytest

from bare.log import JsonFormatter, LogfmtFormatter, mask

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


def test_numbers_stay_numbers():
    fields = {"seconds": 0.5, "records": 3, "empty": None, "done": True, "ratio": float("nan")}
    found = json.loads(JsonFormatter().format(record("message", **fields)))
    assert {name: found[name] for name in fields} == {**fields, "ratio": "nan"}
    line = LogfmtFormatter().format(record("message", **fields))
    assert line.endswith("seconds=0.5 records=3 empty=null done=true ratio=nan")


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


HASH = "$2b$10$hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunt"


@pytest.mark.parametrize(
    ("secret", "masked"),
    [
        ("DB_PASSWORD=hunter2", "DB_PASSWORD=***"),
        ("DB_PASS=hunter2", "DB_PASS=***"),
        ("access_token=hunter2", "access_token=***"),
        ("client_secret: hunter2", "client_secret: ***"),
        ("clientSecret: hunter2", "clientSecret: ***"),
        ("api-key: hunter2", "api-key: ***"),
        ("api_key: hunter2", "api_key: ***"),
        ('password="hunter2 hunter2"', "password=***"),
        ('password="hunter2 \\" hunter2"', "password=***"),
        ("passphrase='hunter2 hunter2'", "passphrase=***"),
        ('password="hunter2 hunter2', "password=***"),
        ('{"token":"hunter2 hunter2","n":1}', '{"token":***,"n":1}'),
        ("{'password': 'hunter2 hunter2'}", "{'password': ***}"),
        ('{\\"token\\": \\"hunter2 hunter2\\"}', '{\\"token\\": ***}'),
        ("mongodb://u:hunter2/hunter2@h/db", "mongodb://u:***@h/db"),
        ("redis://:hunter2@hunter2@h", "redis://:***@h"),
        ("postgres://u:hunter2@@h", "postgres://u:***@h"),
        ("postgres://u@d:hunter2@h", "postgres://u@d:***@h"),
        ("Authorization: Bearer hunter2", "Authorization: ***"),
        ("Authorization: Basic aHVudGVyMg==", "Authorization: ***"),
        ("authorization: hunter2", "authorization: ***"),
        ("sent Bearer hunter2.hunter2", "sent Bearer ***"),
        (HASH, "***"),
        (f"alice: {HASH} is no user", "alice: *** is no user"),
    ],
)
def test_secrets_are_masked(secret, masked):
    assert mask(f"before {secret}") == f"before {masked}"
    assert "hunter2" not in mask(f"{secret} after")


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:3000/metrics?x=1: path=/tokens, secrets are kept, bypass: on",
        "http://a/b '@' c@d",
        "http://127.0.0.1:9091/metrics/job/reports/shop@base64/TsO8cg== took 1 s",
        "connection token is gone",
        "Access denied for user 'shop'@'localhost' (using password: YES)",
    ],
)
def test_other_text_stays(text):
    assert mask(text) == text


@pytest.mark.parametrize("name", ["password", "db_pass", "user_token", "apiKey"])
def test_fields_are_masked_by_name(name):
    line = LogfmtFormatter().format(record("message", **{name: "hunter2"}))
    assert line.endswith(f"{name}=***")


def test_masking_takes_little_time():
    started = time.process_time()
    for part in ("a", "token", "a://b:", "a@a://b:", 'password="\\'):
        mask(part * 20_000)
    assert time.process_time() - started < 2
