from prometheus_client import CollectorRegistry, Counter

from nightly_import.label_sets import expose_from_start


def test_every_combination_reads_zero():
    registry = CollectorRegistry()
    counter = Counter("events_total", "Events.", ["kind", "class"], registry=registry)
    expose_from_start(counter, {"kind": ["a", "b"], "class": ["c", "d"]})
    for kind in ("a", "b"):
        for name in ("c", "d"):
            labels = {"kind": kind, "class": name}
            assert registry.get_sample_value("events_total", labels) == 0
