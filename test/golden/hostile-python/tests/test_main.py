import re
import subprocess

import pytest

from class_exporter import PROGRAM, __version__

from .conftest import BUILD_INFO, PACKAGE, needs_promtool, run


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


@needs_promtool
def test_promtool_finds_nothing():
    text = run(PACKAGE, "--once").stdout
    result = subprocess.run(
        ["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False
    )
    # 3 means names against the conventions; exporter.yaml allows some.
    assert result.returncode in (0, 3), result.stderr


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
