import logging
import math
import time

import pytest

from {{{package}}}.gateway import GatewayError
from {{{package}}}.push import send_with_retries

UNAVAILABLE = GatewayError("unavailable", retry=True)
LOGGER = logging.getLogger("{{{package}}}")


@pytest.fixture
def send():
    """Send to something that gives these results one after the other."""

    def run(*results, limit=math.inf, pause_seconds=0.001):
        rest = list(results)
        attempts = []

        def attempt():
            attempts.append(1)
            if error := rest.pop(0):
                raise error

        arrived = send_with_retries(
            attempt,
            what="push",
            retries=3,
            logger=LOGGER,
            limit=lambda: limit,
            pause_seconds=pause_seconds,
        )
        return arrived, len(attempts)

    return run


def test_what_arrives_at_once_is_sent_once(send, caplog):
    assert send(None) == (True, 1)
    assert caplog.records == []


def test_a_passing_failure_is_tried_again_after_pauses_that_double(send, caplog):
    assert send(UNAVAILABLE, UNAVAILABLE, None) == (True, 3)
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert [record.pause_seconds for record in caplog.records] == [0.001, 0.002]


def test_a_lasting_failure_ends_after_the_retries(send, caplog):
    assert send(*[UNAVAILABLE] * 9) == (False, 4)
    last = caplog.records[-1]
    assert (last.levelname, last.message, last.attempts) == ("ERROR", "push failed", 4)
    assert last.error is UNAVAILABLE


def test_a_refusal_is_not_repeated(send):
    assert send(GatewayError("refused", retry=False)) == (False, 1)


def test_the_pause_ends_when_there_is_no_time_left(send):
    started = time.monotonic()
    assert send(*[UNAVAILABLE] * 9, limit=started + 0.05, pause_seconds=20) == (False, 2)
    assert time.monotonic() - started < 10
