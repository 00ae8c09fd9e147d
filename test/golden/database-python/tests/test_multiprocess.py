import os

import pytest

from accounts import multiprocess


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
