import logging
import signal
import sqlite3
import threading

import pytest

from cleanup import interruption as interruption_module
from cleanup.interruption import Interruption, Stopped
from cleanup.run import run_job
from cleanup.runner import Stage

LOGGER = logging.getLogger("cleanup")
LAST_SUCCESS = "_job_last_success_timestamp_seconds 1."
LAST_COMPLETION = "_job_last_completion_timestamp_seconds 1."


class StagesJob:
    """A job of the given stages."""

    def __init__(self, **stages):
        self._stages = stages

    def stages(self):
        return [Stage(name, run) for name, run in self._stages.items()]


def run(create_job, interruption=None):
    deliveries = []

    def deliver(outcome, body):
        deliveries.append((outcome, body.decode()))
        return True

    result = run_job(create_job, LOGGER, interruption or Interruption(), deliver)
    assert len(deliveries) == 1
    assert deliveries[0][0] == result.outcome
    assert LAST_COMPLETION in deliveries[0][1]
    assert (LAST_SUCCESS in deliveries[0][1]) == (result.outcome == "succeeded")
    return result, deliveries[0][1]


def run_stages(interruption=None, **stages):
    return run(lambda: StagesJob(**stages), interruption)


def timed(text):
    return [name for name in ("one", "two", "three") if f'{{stage="{name}"}}' in text]


def test_stages_run_in_their_order_and_are_timed():
    order = []

    def one(context):
        order.append("one")
        context.add_records()
        context.add_records(2)

    result, text = run_stages(one=one, two=lambda _context: order.append("two"))
    assert result.outcome == "succeeded"
    assert order == ["one", "two"]
    assert timed(text) == ["one", "two"]
    assert "_job_records_processed 3.0\n" in text


@pytest.mark.parametrize("error", [ValueError("broken"), SystemExit(0)])
def test_a_stage_that_fails_is_timed_and_logged_and_is_the_last_one(caplog, error):
    def two(_context):
        raise error

    result, text = run_stages(one=lambda _context: None, two=two, three=pytest.fail)
    assert result.outcome == "failed"
    assert timed(text) == ["one", "two"]
    assert [record.stage for record in caplog.records if record.message == "stage failed"] == [
        "two"
    ]


def test_a_failure_before_the_stages_fails_the_run():
    def create_job():
        raise ValueError("broken")

    assert run(create_job)[0].outcome == "failed"


def test_a_stage_that_stops_half_way_is_no_success_even_when_it_returns():
    interruption = Interruption()

    def one(_context):
        interruption.tell(Stopped(signal.SIGTERM))

    result, text = run_stages(interruption, one=one, two=pytest.fail)
    assert result.outcome == "stopped"
    assert interruption.reason.exit_code == 143
    assert timed(text) == ["one"]


def test_a_stage_that_does_not_stop_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(interruption_module, "STAGE_GRACE_SECONDS", 0.02)
    interruption = Interruption()
    released = threading.Event()

    def one(_context):
        interruption.tell(Stopped(signal.SIGTERM))
        released.wait(30)

    result, text = run_stages(interruption, one=one)
    released.set()
    assert result.outcome == "stopped"
    assert timed(text) == ["one"]


def test_all_stages_run_in_one_thread():
    kept = []
    result, _ = run_stages(
        one=lambda _context: kept.append(sqlite3.connect(":memory:")),
        two=lambda _context: kept[0].execute("SELECT 1"),
        three=lambda _context: kept[0].close(),
    )
    assert result.outcome == "succeeded"


@pytest.mark.parametrize("amount", [float("nan"), -1])
def test_records_are_counted_in_finite_numbers_and_not_back(amount):
    result, text = run_stages(one=lambda context: context.add_records(amount))
    assert result.outcome == "failed"
    assert "_job_records_processed 0.0\n" in text


def test_a_delivery_that_breaks_does_not_hide_how_the_job_ended(caplog):
    def deliver(_outcome, _body):
        raise OSError("no stdout")

    job = StagesJob()
    result = run_job(lambda: job, LOGGER, Interruption(), deliver)
    assert (result.outcome, result.delivered) == ("succeeded", False)
    assert caplog.records[-1].message == "metrics lost"
