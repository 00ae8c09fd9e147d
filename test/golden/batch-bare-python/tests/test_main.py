import re

import pytest

from cleanup import PROGRAM, __version__

from .gateways import closed_address
from .programs import run, run_sample_job, run_unheard_job

LAST_SUCCESS = "_job_last_success_timestamp_seconds 1."


def test_print_runs_the_job_and_prints_its_metrics_instead_of_pushing_them(fault_gateway):
    gateway = fault_gateway()
    result = run_sample_job("quick", "--print", f"--push.url={gateway.url}")
    assert result.returncode == 0
    assert "_build_info{" in result.stdout
    assert LAST_SUCCESS in result.stdout
    assert gateway.requests == []


def test_without_a_gateway_the_job_runs_and_says_that_nothing_is_pushed():
    result = run_sample_job("quick")
    assert (result.returncode, result.stdout) == (0, "")
    assert 'level=warn msg="nothing is pushed: ' in result.stderr


def test_a_success_replaces_the_group_and_exits_with_0(fault_gateway):
    gateway = fault_gateway()
    assert run_sample_job("quick", PUSHGATEWAY_URL=gateway.url).returncode == 0
    assert gateway.methods == ["PUT"]
    assert gateway.requests[0].path == f"/metrics/job/{PROGRAM}"
    assert LAST_SUCCESS in gateway.requests[0].body
    assert "_job_records_processed 2.0\n" in gateway.requests[0].body


@pytest.mark.parametrize("job", ["failing", "exiting"])
def test_a_failure_replaces_its_own_families_only_and_exits_with_1(fault_gateway, job):
    gateway = fault_gateway()
    result = run_sample_job(job, f"--push.url={gateway.url}")
    assert result.returncode == 1
    assert gateway.methods == ["POST"]
    assert LAST_SUCCESS not in gateway.requests[0].body
    assert 'stage_duration_seconds{stage="second"}' in gateway.requests[0].body
    assert 'msg="job failed"' in result.stderr


@pytest.mark.parametrize(("job", "status", "method"), [("quick", 0, "PUT"), ("failing", 1, "POST")])
def test_a_job_whose_log_nobody_can_read_ends_as_any_other(fault_gateway, job, status, method):
    gateway = fault_gateway()
    assert run_unheard_job(job, f"--push.url={gateway.url}") == status
    assert gateway.methods == [method]


def test_a_push_that_fails_makes_the_exit_code_3_unless_it_is_not_required():
    flags = [f"--push.url=http://{closed_address()}", "--push.retries=0"]
    required = run_sample_job("quick", *flags)
    assert required.returncode == 3
    assert re.search(
        'level=error msg="push failed" error="cannot reach .*ECONNREFUSED"', required.stderr
    )
    assert run_sample_job("quick", *flags, "--no-push.required").returncode == 0
    assert run_sample_job("failing", *flags).returncode == 1


def test_a_push_is_tried_again_after_a_failure_of_the_gateway(fault_gateway):
    gateway = fault_gateway(500, 200)
    assert run_sample_job("quick", f"--push.url={gateway.url}").returncode == 0
    assert gateway.methods == ["PUT", "PUT"]


def test_a_push_is_not_tried_again_after_a_refusal(fault_gateway):
    gateway = fault_gateway((400, "improper label name"))
    result = run_sample_job("quick", f"--push.url={gateway.url}")
    assert result.returncode == 3
    assert re.search('msg="push failed" error="[^"]*improper label name"', result.stderr)
    assert gateway.methods == ["PUT"]


def test_delete_removes_the_group_without_running_the_job(fault_gateway):
    gateway = fault_gateway(202)
    url = gateway.url.replace("//", "//job:hunter2@")
    result = run_sample_job("failing", "--delete", PUSHGATEWAY_URL=url, LOG_LEVEL="debug")
    assert result.returncode == 0
    assert gateway.methods == ["DELETE"]
    assert gateway.requests[0].path == f"/metrics/job/{PROGRAM}"
    assert "hunter2" not in result.stdout + result.stderr


def test_delete_that_fails_says_so_and_exits_with_3():
    flags = [f"--push.url=http://{closed_address()}", "--push.retries=0"]
    result = run_sample_job("failing", "--delete", *flags)
    assert result.returncode == 3
    assert re.search('msg="deletion failed" error="cannot reach .*ECONNREFUSED"', result.stderr)


def test_version():
    result = run("--version", REVISION="abc123")
    assert result.returncode == 0
    build = r"\(revision abc123, python 3\.\d+\.\d+\)"
    assert re.fullmatch(rf"{PROGRAM} {re.escape(__version__)} {build}\n", result.stdout)


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help(flag):
    result = run(flag, LOG_LEVEL="loud")
    assert result.returncode == 0
    assert "--push.url" in result.stdout


def test_config_check():
    valid = run("--config.check")
    assert (valid.returncode, valid.stdout) == (0, "The configuration is valid.\n")
    flags = ["--push.username=u", "--push.password-file=/nowhere/password"]
    result = run("--config.check", *flags)
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch(r"The [^\n]+\.\n", result.stderr)


@pytest.mark.parametrize("argument", ["--nonsense", "--push.retries=-1", "--delete"])
def test_wrong_options_end_with_one_sentence(argument):
    result = run(argument)
    assert (result.returncode, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
