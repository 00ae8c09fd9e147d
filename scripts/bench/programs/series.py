"""Fills a registry with so many series, at most 1,000 to a family."""

from prometheus_client import Counter

_PER_FAMILY = 1000


def fill(registry, count):
    for start in range(0, count, _PER_FAMILY):
        family = Counter(
            f"bench_{start // _PER_FAMILY}_total",
            "What the bench measures with.",
            ["route", "status"],
            registry=registry,
        )
        for index in range(start, min(count, start + _PER_FAMILY)):
            family.labels(f"/api/v1/things/{index}", "200").inc(index * 7)
