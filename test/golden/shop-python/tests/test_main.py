import re
import signal
import subprocess
import sys

import pytest

from shop_exporter import PROGRAM, __version__

from .conftest import BUILD_INFO, PACKAGE, PROJECT, clean_environ, needs_promtool, run

# The program with a scrape that never ends.
HANGING = f"""
import sys, time
from {PACKAGE} import __main__, app
def create_app(config):
    print("begun", flush=True)
    time.sleep(60)
app.create_app = __main__.create_app = create_app
sys.exit(__main__.main())
"""


def test_version():
    result = run(PACKAGE, "--version", REVISION="abc123")
    assert result.returncode == 0
    build = r"\(revision abc123, python 3\.\d+\.\d+\)"
    assert re.fullmatch(rf"{PROGRAM} {re.escape(__version__)} {build}\n", result.stdout)


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help(flag):
    result = run(PACKAGE, flag, PORT="nonsense")
    assert result.returncode == 0
    assert "--web.listen-address" in result.stdout


@pytest.mark.parametrize("text", ["", "many"])
def test_help_whatever_gunicorn_would_read(text):
    assert run(PACKAGE, "--help", WEB_CONCURRENCY=text).returncode == 0


def test_once():
    result = run(PACKAGE, "--once")
    assert result.returncode == 0
    assert BUILD_INFO in result.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_once_that_is_ended_by_a_signal_has_no_success(number):
    process = subprocess.Popen(
        [sys.executable, "-c", HANGING, "--once"],
        cwd=PROJECT,
        env=clean_environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(number)
    assert process.communicate(timeout=10) == (b"", b"")
    assert process.returncode == 128 + number


@needs_promtool
def test_promtool_finds_nothing():
    text = run(PACKAGE, "--once", "--collector.sql", "--database.sample").stdout
    result = subprocess.run(
        ["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_config_check(tmp_path):
    assert run(PACKAGE, "--config.check").stdout == "The configuration is valid.\n"
    (tmp_path / "web.yml").write_text("unknown: 1\n")
    result = run(PACKAGE, "--config.check", f"--web.config.file={tmp_path}/web.yml")
    assert result.returncode == 1
    assert "the key unknown is not supported" in result.stderr


@pytest.mark.parametrize(
    "argument", ["--nonsense", "--web.threads=0", "--web.config.file=/nowhere"]
)
def test_wrong_options_end_with_one_sentence(argument):
    result = run(PACKAGE, argument)
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert not result.stderr.startswith(PROGRAM)
