"""Process metrics over the master and all its workers, for several worker processes."""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from prometheus_client import ProcessCollector
from prometheus_client.core import Metric

# Memory and CPU time add up. File descriptors are limited per process, so the process that is
# nearest to its limit is shown; the start is the start of the oldest process, the master.
_COMBINE = defaultdict(
    lambda: sum,
    process_open_fds=max,
    process_max_fds=min,
    process_start_time_seconds=min,
)


class WorkersProcessCollector:
    """Runs in a worker, whose parent is the master."""

    def collect(self) -> Iterable[Metric]:
        """Read every process with prometheus_client's own collector and combine the values."""
        master = os.getppid()
        found: dict[str, list[Metric]] = defaultdict(list)
        for pid in [master, *_children(master)]:
            for family in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():
                found[family.name].append(family)
        for families in found.values():
            merged = families[0]
            sample = merged.samples[0]
            value = _COMBINE[merged.name](family.samples[0].value for family in families)
            if merged.name == "process_cpu_seconds":
                value += _cpu_of_ended_workers(master)
            merged.samples = [sample._replace(value=value)]
            yield merged


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return [os.getpid()]


def _cpu_of_ended_workers(master: int) -> float:
    """CPU time the master took over from ended workers; without it the counter would fall."""
    try:
        fields = Path(f"/proc/{master}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
