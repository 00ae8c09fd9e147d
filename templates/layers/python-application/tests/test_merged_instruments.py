import os
import threading

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge

from {{{package}}} import multiprocess
from {{{package}}}.merged_instruments import MergedInstruments


@pytest.fixture
def registry():
    registry = CollectorRegistry()
    Gauge("example_things", "Things.", registry=registry)
    Counter("example_events_total", "Events.", ["kind"], registry=registry)
    return registry


def test_families_without_values_are_there(registry, tmp_path, monkeypatch):
    monkeypatch.setenv(multiprocess.VARIABLE, str(tmp_path))
    families = {family.name: family for family in MergedInstruments(registry).collect()}
    assert [sample.value for sample in families["example_things"].samples] == [0.0]
    assert families["example_events"].samples == []


def test_file_that_a_starting_worker_has_just_created(registry, tmp_path, monkeypatch):
    monkeypatch.setenv(multiprocess.VARIABLE, str(tmp_path))
    file = tmp_path / "counter_1.db"
    file.touch()
    threading.Timer(0.02, os.truncate, (file, 1 << 16)).start()
    assert len(list(MergedInstruments(registry).collect())) == 2
