"""What is exposed: the instruments of the app plus the metrics about the program itself."""

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from {{{package}}} import multiprocess
from {{{package}}}.build_info import BuildInfoCollector
from {{{package}}}.merged_instruments import MergedInstruments
from {{{package}}}.process_metrics import WorkersProcessCollector


def exposed_registry(instruments: CollectorRegistry) -> CollectorRegistry:
    """Combine the app's instruments with build info and process metrics."""
    # Each would double the number of series with a creation time nobody asked for.
    disable_created_metrics()
    exposed = CollectorRegistry()
    exposed.register(BuildInfoCollector())
    PlatformCollector(registry=exposed)
    if multiprocess.enabled():
        exposed.register(MergedInstruments(instruments))
        exposed.register(WorkersProcessCollector())
    else:
        exposed.register(instruments)
        ProcessCollector(registry=exposed)
        GCCollector(registry=exposed)
    return exposed
