import re
import shutil
import signal
import subprocess
import time

import pytest

from nightly_import import PROGRAM

from .gateways import series_value
from .programs import run_sample_job, stop_sample_job

LAST_SUCCESS = "nightly_job_last_success_timestamp_seconds"
LAST_COMPLETION = "nightly_job_last_completion_timestamp_seconds"
STAGE_DURATION = "nightly_job_stage_duration_seconds"


def test_the_last_success_survives_runs_that_fail_or_are_stopped(real_gateway):
    gateway = real_gateway()
    flags = [f"--push.url={gateway.url}"]
    assert run_sample_job("quick", *flags).returncode == 0
    first = gateway.metrics()
    last_success = series_value(first, LAST_SUCCESS, f'job="{PROGRAM}"', 'instance=""')
    assert abs(last_success - time.time()) < 60
    assert series_value(first, LAST_COMPLETION) == last_success

    assert run_sample_job("failing", *flags).returncode == 1
    second = gateway.metrics()
    assert series_value(second, LAST_SUCCESS) == last_success
    assert series_value(second, LAST_COMPLETION) > last_success

    assert stop_sample_job("patient", flags, signal.SIGTERM).returncode == 143
    third = gateway.metrics()
    assert series_value(third, LAST_SUCCESS) == last_success
    assert series_value(third, LAST_COMPLETION) > series_value(second, LAST_COMPLETION)

    assert run_sample_job("quick", *flags).returncode == 0
    assert series_value(gateway.metrics(), LAST_SUCCESS) > last_success


def test_a_success_removes_what_an_older_version_of_the_job_has_pushed(real_gateway):
    gateway = real_gateway()
    gateway.push(PROGRAM, f'old 1\n{STAGE_DURATION}{{stage="old"}} 1\n')
    assert run_sample_job("failing", f"--push.url={gateway.url}").returncode == 1
    failed = gateway.metrics()
    assert series_value(failed, "old") == 1
    assert series_value(failed, STAGE_DURATION, 'stage="old"') is None
    assert run_sample_job("quick", f"--push.url={gateway.url}").returncode == 0
    assert series_value(gateway.metrics(), "old") is None


def test_values_with_a_slash_or_nothing_behind_a_path_prefix(real_gateway):
    gateway = real_gateway("/team/push")
    grouping = ["--push.grouping=path=/var/lib,tenant=", "--push.grouping=shard=b c"]
    flags = [f"--push.url={gateway.url}", *grouping]
    assert run_sample_job("quick", *flags).returncode == 0
    labels = ['path="/var/lib"', 'tenant=""', 'shard="b c"', f'job="{PROGRAM}"']
    assert series_value(gateway.metrics(), LAST_SUCCESS, *labels) > 0
    assert run_sample_job("quick", *flags, "--delete").returncode == 0
    assert series_value(gateway.metrics(), LAST_SUCCESS) is None


def test_a_metric_of_another_type_in_another_group_is_refused_at_once(real_gateway):
    gateway = real_gateway()
    name = "nightly_job_records_processed"
    gateway.push("other", f"# TYPE {name} counter\n{name} 1\n")
    result = run_sample_job("quick", f"--push.url={gateway.url}")
    assert result.returncode == 3
    assert re.search(
        r'msg="push failed" error="the Pushgateway answered 400: .* rename yours, .*attempts=1$',
        result.stderr,
        re.M,
    )
    assert series_value(gateway.metrics(), LAST_SUCCESS) is None


def test_a_label_in_one_group_that_is_a_key_of_another_is_refused_with_a_hint(real_gateway):
    gateway = real_gateway()
    label = 'tenant="a"'
    gateway.push(PROGRAM, f"# TYPE {LAST_SUCCESS} gauge\n{LAST_SUCCESS}{{{label}}} 1\n")
    result = run_sample_job("quick", f"--push.url={gateway.url}", "--push.grouping=tenant=a")
    assert result.returncode == 3
    assert re.search(
        r"was collected before .*choose another key for --push\.grouping", result.stderr
    )


@pytest.mark.skipif(
    not shutil.which("promtool"),
    reason="needs promtool, which comes with Prometheus: it is not on the PATH",
)
def test_promtool_accepts_what_the_gateway_shows(real_gateway):
    gateway = real_gateway()
    assert run_sample_job("quick", f"--push.url={gateway.url}").returncode == 0
    result = subprocess.run(
        ["promtool", "check", "metrics"],
        input=gateway.metrics(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
