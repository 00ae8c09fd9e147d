"""The program as a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGE = "{{{package}}}"
PROJECT = Path(__file__).resolve().parent.parent


def start(*command: str, **environ: str) -> subprocess.Popen[str]:
    """Start a module without what the developer's shell may set."""
    ours = re.compile("REVISION|PUSHGATEWAY_URL|(PUSH|LOG)_.*")
    inherited = {k: v for k, v in os.environ.items() if not ours.fullmatch(k)}
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        env=inherited | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _end(process: subprocess.Popen[str], log: str = "") -> subprocess.CompletedProcess[str]:
    try:
        stdout, stderr = process.communicate(timeout=60)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, log + stderr)


def run(*flags: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return _end(start(PACKAGE, *flags, **environ))


def run_sample_job(job: str, *flags: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program with one of the jobs of sample_job.py."""
    return _end(start("tests.sample_job", *flags, SAMPLE_JOB=job, **environ))


def run_unheard_job(job: str, *flags: str) -> int:
    """Run a sample job whose log nobody can read and return its exit status."""
    process = start("tests.sample_job", *flags, SAMPLE_JOB=job)
    process.stderr.close()
    try:
        return process.wait(60)
    finally:
        process.kill()


def stop_sample_job(job: str, flags: list[str], *signals: int) -> subprocess.CompletedProcess[str]:
    """Start a sample job, stop it in the middle of its second stage and wait for its end."""
    process = start("tests.sample_job", *flags, SAMPLE_JOB=job)
    log = ""
    for number in signals:
        expected = "msg=stopping" if log else "msg=waiting"
        while expected not in log:
            line = process.stderr.readline()
            assert line, log
            log += line
        process.send_signal(number)
    return _end(process, log)
