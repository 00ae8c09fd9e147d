import runpy
import signal
import time

import pytest

from .programs import PACKAGE, run_sample_job, stop_sample_job


@pytest.mark.parametrize(
    ("job", "number", "expected"),
    [
        ("patient", signal.SIGTERM, 143),
        ("patient", signal.SIGINT, 130),
        ("patient", signal.SIGHUP, 129),
        ("stubborn", signal.SIGTERM, 143),
    ],
)
def test_a_signal_stops_the_job_which_pushes(fault_gateway, job, number, expected):
    gateway = fault_gateway()
    started = time.monotonic()
    result = stop_sample_job(job, [f"--push.url={gateway.url}"], number)
    assert result.returncode == expected
    assert gateway.methods == ["POST"]
    assert "_job_last_success_timestamp_seconds" not in gateway.requests[0].body
    assert "_job_last_completion_timestamp_seconds 1." in gateway.requests[0].body
    assert 'msg="stage stopped" stage=second' in result.stderr
    assert time.monotonic() - started < 10


def test_a_second_signal_ends_the_process_at_once(fault_gateway):
    gateway = fault_gateway()
    flags = [f"--push.url={gateway.url}"]
    result = stop_sample_job("stubborn", flags, signal.SIGTERM, signal.SIGINT)
    assert result.returncode == 130
    assert gateway.requests == []


def test_a_lost_terminal_stops_the_job_once_however_often_that_is_told(fault_gateway):
    gateway = fault_gateway()
    flags = [f"--push.url={gateway.url}"]
    result = stop_sample_job("stubborn", flags, signal.SIGHUP, signal.SIGHUP)
    assert result.returncode == 129
    assert gateway.methods == ["POST"]


def test_nohup_keeps_it_running():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run_sample_job("deserted").returncode == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_windows_knows_no_lost_terminal(monkeypatch):
    monkeypatch.delattr(signal, "SIGHUP")
    signals = runpy.run_module(f"{PACKAGE}.stop_signals")["STOP_SIGNALS"]
    assert signals == (signal.SIGTERM, signal.SIGINT)


def test_a_stopped_job_does_not_wait_for_a_slow_gateway(fault_gateway):
    flags = [f"--push.url={fault_gateway('silence').url}", "--push.timeout=60"]
    started = time.monotonic()
    result = stop_sample_job("patient", flags, signal.SIGTERM)
    assert result.returncode == 143
    assert 'msg="push failed"' in result.stderr
    assert time.monotonic() - started < 30
