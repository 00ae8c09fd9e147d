from prometheus_client import CollectorRegistry

from nightly_import.unset_gauge import UnsetGauge


def test_it_has_no_sample_before_it_is_set():
    registry = CollectorRegistry()
    gauge = UnsetGauge("queue_length", "Entries.", registry=registry)
    assert registry.get_sample_value("queue_length") is None
    gauge.set(0)
    assert registry.get_sample_value("queue_length") == 0
