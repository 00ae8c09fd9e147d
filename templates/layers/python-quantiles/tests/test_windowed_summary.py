import pytest
from prometheus_client import CollectorRegistry

from {{{package}}} import multiprocess
from {{{package}}}.windowed_summary import windowed_summary


@pytest.fixture
def registry():
    return CollectorRegistry()


@pytest.fixture
def summary(registry):
    return windowed_summary("sizes", "Sizes.", ["kind"], quantiles=[0.5, 0.99], registry=registry)


def test_quantiles_of_each_label_set(registry, summary):
    for size in range(1, 101):
        summary.labels("a").observe(size)
    summary.labels("b").observe(7)
    median = registry.get_sample_value("sizes", {"kind": "a", "quantile": "0.5"})
    assert 45 <= median <= 55
    assert registry.get_sample_value("sizes", {"kind": "a", "quantile": "0.99"}) >= 98
    assert registry.get_sample_value("sizes", {"kind": "b", "quantile": "0.5"}) == 7


def test_several_workers_show_count_and_sum_only(registry, monkeypatch):
    monkeypatch.setattr(multiprocess, "enabled", lambda: True)
    summary = windowed_summary("sizes", "Sizes.", quantiles=[0.5], registry=registry)
    summary.observe(7)
    assert registry.get_sample_value("sizes_sum") == 7
    assert registry.get_sample_value("sizes", {"quantile": "0.5"}) is None
