import re
import shutil
import subprocess
import sys

import pytest

from shop_exporter.collectors.sql_queries import QUERIES

from .conftest import PACKAGE, PROJECT, SUCCESS, by_collector, clean_environ, run


def test_once_with_sample_data():
    result = run(PACKAGE, "--once", "--collector.sql", "--database.sample")
    assert result.returncode == 0
    assert by_collector(result.stdout, SUCCESS) == {"sql": 1}
    assert "sample data is shown" in result.stderr


@pytest.mark.parametrize("action", ["--once", "--config.check"])
def test_a_package_without_the_folder_of_its_project_has_no_sample_data(tmp_path, action):
    # As pip installs it.
    shutil.copytree(PROJECT / PACKAGE, tmp_path / PACKAGE)
    result = subprocess.run(
        [sys.executable, "-m", PACKAGE, action, "--collector.sql", "--database.sample"],
        cwd=tmp_path,
        env=clean_environ(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert re.search(r"^The sample data .* does not exist.* --database.file\.\n$", result.stderr)


def test_sample_data_beside_a_database_is_refused():
    flags = ["--once", "--collector.sql", "--database.file=data.db"]
    result = run(PACKAGE, *flags, DATABASE_SAMPLE="true")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("--database.file and --database.sample are both set")
    assert len(result.stderr.splitlines()) == 1


def test_config_check_takes_sample_data_and_the_variable_that_asks_for_it():
    result = run(PACKAGE, "--config.check", "--collector.sql", DATABASE_SAMPLE="true")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("action", [[], ["--once"], ["--config.check"]])
def test_without_a_database_the_program_ends_with_one_sentence(action):
    result = run(PACKAGE, *action, "--collector.sql")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("--database.file is missing: ")
    assert " --database.sample, " in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_without_its_collector_the_program_needs_no_database():
    assert run(PACKAGE, "--config.check", "--no-collector.sql").returncode == 0


def test_once_with_a_database_that_is_not_there(tmp_path):
    file = tmp_path / "missing.db"
    result = run(PACKAGE, "--once", "--collector.sql", f"--database.file={file}")
    assert result.returncode == 1
    assert by_collector(result.stdout, SUCCESS) == {"sql": 0}
    assert [query.name for query in QUERIES if f"# TYPE {query.name} " in result.stdout] == []
    assert f"{file}: No such file or directory" in result.stderr
    assert "sample data" not in result.stderr


@pytest.mark.parametrize(
    ("file", "fault"), [("/nowhere/accounts.db", "does not exist"), ("/", "is a directory")]
)
def test_config_check_refuses_what_is_no_file(file, fault):
    result = run(PACKAGE, "--config.check", "--collector.sql", f"--database.file={file}")
    assert result.returncode == 1
    assert result.stderr == f"The database file {file} {fault}: check --database.file.\n"
