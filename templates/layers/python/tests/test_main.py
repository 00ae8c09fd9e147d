import re
import subprocess

import pytest

{{#if hasSql}}
from {{{package}}} import PROGRAM
from {{{package}}}.collectors.sql import QUERIES

from .conftest import PACKAGE, SUCCESS, needs_promtool, run
{{else}}
from {{{package}}} import PROGRAM

from .conftest import {{#unless hasCollectors}}BUILD_INFO, {{/unless}}PACKAGE, needs_promtool, run
{{/if}}


def test_version():
    result = run(PACKAGE, "--version", REVISION="abc123")
    assert result.returncode == 0
    build = r"\(revision abc123, python 3\.\d+\.\d+\)"
    assert re.fullmatch(rf"{PROGRAM} 0\.1\.0 {build}\n", result.stdout)


def test_help():
    result = run(PACKAGE, "--help", PORT="nonsense")
    assert result.returncode == 0
    assert "--web.listen-address" in result.stdout


{{#if hasSql}}
def shown(text):
    return [query.name for query in QUERIES if f"# TYPE {query.name} " in text]


{{#if hasSample}}
def test_once():
    result = run(PACKAGE, "--once")
    assert result.returncode == 0
    assert f'{SUCCESS}\{{collector="sql"}} 1.0' in result.stdout
    assert len(shown(result.stdout)) == len(QUERIES)
    assert "sample data is shown" in result.stderr


{{/if}}
{{#if needsDatabase}}
def test_a_database_is_required():
    result = run(PACKAGE, "--config.check", "--collector.sql")
    assert result.returncode == 1
    assert "--database.file is missing" in result.stderr
    assert len(result.stderr.splitlines()) == 1


{{/if}}
def test_once_with_a_failing_collector(tmp_path):
    file = tmp_path / "missing.db"
    result = run(PACKAGE, "--once", "--collector.sql", f"--database.file={file}")
{{#if queries}}
    assert result.returncode == 1
    assert f'{SUCCESS}\{{collector="sql"}} 0.0' in result.stdout
    assert shown(result.stdout) == []
{{else}}
    assert result.returncode == 0
    assert f'{SUCCESS}\{{collector="sql"}} 1.0' in result.stdout
{{/if}}
{{#if hasSample}}
    assert "sample data" not in result.stderr
{{/if}}


def test_once_without_the_collector():
    result = run(PACKAGE, "--once", "--no-collector.sql")
    assert result.returncode == 0
    assert shown(result.stdout) == []


{{else}}
def test_once():
    result = run(PACKAGE, "--once")
    assert result.returncode == 0
    assert BUILD_INFO in result.stdout


{{/if}}
@needs_promtool
def test_promtool_finds_nothing():
    text = run(PACKAGE, "--once").stdout
    result = subprocess.run(
        ["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False
    )
{{#if hasExceptions}}
    # 3 means names against the conventions; exporter.yaml allows some.
    assert result.returncode in (0, 3), result.stderr
{{else}}
    assert (result.returncode, result.stderr) == (0, "")
{{/if}}


def test_config_check(tmp_path):
    assert run(PACKAGE, "--config.check").stdout == "The configuration is valid.\n"
    (tmp_path / "web.yml").write_text("unknown: 1\n")
    result = run(PACKAGE, "--config.check", f"--web.config.file={tmp_path}/web.yml")
    assert result.returncode == 1
    assert 'unknown key "unknown"' in result.stderr


{{#if hasSql}}
def test_config_check_refuses_a_database_that_is_not_there():
    result = run(PACKAGE, "--config.check", "--database.file=/nowhere/accounts.db")
    assert result.returncode == 1
    assert "/nowhere/accounts.db does not exist" in result.stderr


{{/if}}
@pytest.mark.parametrize(
    "argument", ["--nonsense", "--web.workers=0", "--web.config.file=/nowhere"]
)
def test_wrong_options_end_with_one_sentence(argument):
    result = run(PACKAGE, argument)
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"{PROGRAM}: ")
