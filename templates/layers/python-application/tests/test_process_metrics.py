import os
import sys

import pytest
from prometheus_client import ProcessCollector

from {{{package}}}.process_metrics import WorkersProcessCollector

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="process metrics need /proc")


def values(collector):
    return {family.name: family.samples[0].value for family in collector.collect()}


def test_same_families_as_one_process_and_sums_over_several(monkeypatch):
    # This process plays the master; it has no workers.
    monkeypatch.setattr(os, "getppid", os.getpid)
    alone = values(ProcessCollector(registry=None))
    merged = values(WorkersProcessCollector())
    assert merged.keys() == alone.keys()
    assert merged["process_start_time_seconds"] == alone["process_start_time_seconds"]
    assert merged["process_max_fds"] == alone["process_max_fds"]
    assert merged["process_cpu_seconds"] >= alone["process_cpu_seconds"]
