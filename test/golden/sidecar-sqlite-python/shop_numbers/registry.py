"""The metrics about the program itself."""

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from shop_numbers.build_info import BuildInfoCollector


def program_registry() -> CollectorRegistry:
    """Create a registry with build info and process metrics."""
    # Each would double the number of series with a creation time nobody asked for.
    disable_created_metrics()
    registry = CollectorRegistry()
    registry.register(BuildInfoCollector())
    PlatformCollector(registry=registry)
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    return registry
