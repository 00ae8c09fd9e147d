import pytest

from .conftest import PACKAGE, SUCCESS, by_collector, run


@pytest.mark.parametrize("action", [[], ["--once"], ["--config.check"]])
def test_without_a_database_the_program_ends_with_one_sentence(action):
    result = run(PACKAGE, *action, "--collector.sql")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("--database.file is missing: ")
    assert len(result.stderr.splitlines()) == 1


def test_without_its_collector_the_program_needs_no_database():
    assert run(PACKAGE, "--config.check", "--no-collector.sql").returncode == 0


def test_once_with_a_database_that_is_not_there(tmp_path):
    file = tmp_path / "missing.db"
    result = run(PACKAGE, "--once", "--collector.sql", f"--database.file={file}")
    assert result.returncode == 0
    assert by_collector(result.stdout, SUCCESS) == {"sql": 1}


@pytest.mark.parametrize(
    ("file", "fault"), [("/nowhere/accounts.db", "does not exist"), ("/", "is a directory")]
)
def test_config_check_refuses_what_is_no_file(file, fault):
    result = run(PACKAGE, "--config.check", "--collector.sql", f"--database.file={file}")
    assert result.returncode == 1
    assert result.stderr == f"The database file {file} {fault}: check --database.file.\n"
