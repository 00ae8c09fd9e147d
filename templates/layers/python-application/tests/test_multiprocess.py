import os
import signal
import subprocess
import sys

import pytest

from {{{package}}} import multiprocess

from .conftest import PACKAGE, PROJECT, clean_environ


@pytest.fixture(autouse=True)
def environ(monkeypatch):
    monkeypatch.setenv(multiprocess.VARIABLE, "")


def test_one_worker_keeps_its_values_in_memory(monkeypatch):
    monkeypatch.setenv(multiprocess.VARIABLE, "/somewhere")
    multiprocess.prepare(workers=1)
    assert not multiprocess.enabled()


def test_several_workers_get_a_fresh_directory_each_time(monkeypatch, tmp_path):
    (tmp_path / "counter_1.db").write_text("old")
    directories = set()
    for _ in range(2):
        monkeypatch.setenv(multiprocess.VARIABLE, str(tmp_path))
        multiprocess.prepare(workers=2)
        assert multiprocess.enabled()
        directories.add(os.environ[multiprocess.VARIABLE])
        assert os.listdir(os.environ[multiprocess.VARIABLE]) == []
        multiprocess.remove()
    assert len(directories) == 2
    assert os.listdir(tmp_path) == ["counter_1.db"]


def test_directories_of_killed_processes_are_removed(monkeypatch, tmp_path):
    # The test runner's parent is alive, and an id this large does not exist.
    names = {}
    for pid in (os.getppid(), os.getpid(), 2**31 - 1):
        monkeypatch.setattr(os, "getpid", lambda pid=pid: pid)
        names[pid] = prepare(monkeypatch, tmp_path)
        monkeypatch.undo()
    (tmp_path / "another-1-abc").mkdir()
    newest = prepare(monkeypatch, tmp_path)
    assert set(os.listdir(tmp_path)) == {"another-1-abc", names[os.getppid()], newest}
    multiprocess.remove()
    assert set(os.listdir(tmp_path)) == {"another-1-abc", names[os.getppid()]}


def prepare(monkeypatch, parent):
    monkeypatch.setenv(multiprocess.VARIABLE, str(parent))
    multiprocess.prepare(workers=2)
    return os.path.basename(os.environ[multiprocess.VARIABLE])


def test_worker_that_ends_leaves_the_directory_alone(monkeypatch, tmp_path):
    name = prepare(monkeypatch, tmp_path)
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    multiprocess.remove()
    assert os.listdir(tmp_path) == [name]


def test_signal_before_the_server_runs_leaves_nothing_behind(tmp_path):
    program = (
        "import os, signal, sys\n"
        f"from {PACKAGE} import __main__, listener\n"
        "listener.open_listener = lambda address: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.exit(__main__.main())\n"
    )
    environ = clean_environ(PROMETHEUS_MULTIPROC_DIR=str(tmp_path))
    command = [sys.executable, "-c", program, "--web.workers=2"]
    assert subprocess.run(command, cwd=PROJECT, env=environ, timeout=30).returncode == 0
    assert os.listdir(tmp_path) == []


def test_what_sigkill_left_behind_is_removed_at_the_next_start(serve, tmp_path):
    parent = tmp_path / "shared"
    server = serve("--web.workers=2", PROMETHEUS_MULTIPROC_DIR=str(parent))
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(10)
    [left] = os.listdir(parent)
    serve("--web.workers=2", PROMETHEUS_MULTIPROC_DIR=str(parent))
    [new] = os.listdir(parent)
    assert new != left
