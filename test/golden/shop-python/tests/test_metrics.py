import inspect
import math
from itertools import chain

import pytest

from shop_exporter.metrics import Metrics

from .conftest import scrape

FAMILIES = [
    "# HELP shop_orders_total Orders placed.",
    "# TYPE shop_orders_total counter",
    "# HELP shop_refunds_total Refunds granted.",
    "# TYPE shop_refunds_total counter",
    "# HELP shop_open_carts Carts that are open now.",
    "# TYPE shop_open_carts gauge",
    "# HELP shop_checkout_duration_seconds Time from basket to receipt.",
    "# TYPE shop_checkout_duration_seconds histogram",
    "# HELP shop_receipt_size_bytes Size of receipts sent.",
    "# TYPE shop_receipt_size_bytes summary",
    "# HELP shop_delivery_weight_grams Weight of the parcels.",
    "# TYPE shop_delivery_weight_grams summary",
]
INITIAL_SERIES = [
    'shop_refunds_total{channel="web",reason="damaged"}',
    'shop_refunds_total{channel="web",reason="late"}',
    'shop_refunds_total{channel="mobile",reason="damaged"}',
    'shop_refunds_total{channel="mobile",reason="late"}',
    "shop_open_carts",
    'shop_checkout_duration_seconds_count{channel="web"}',
    'shop_checkout_duration_seconds_count{channel="mobile"}',
    "shop_receipt_size_bytes_count",
]
# How a line of the first series would begin.
OPEN_SERIES = [
    "shop_orders_total{",
    "shop_delivery_weight_grams_count{",
]


@pytest.mark.parametrize("line", FAMILIES)
def test_family_has_type_and_help(app, line):
    assert line in scrape(app).split("\n")


@pytest.mark.parametrize("series", INITIAL_SERIES)
def test_known_series_start_at_zero(app, series):
    assert f"{series} 0.0" in scrape(app).split("\n")


@pytest.mark.parametrize("start", OPEN_SERIES)
def test_what_nobody_knows_in_advance_has_no_series(app, start):
    assert f"\n{start}" not in scrape(app)


@pytest.fixture
def metrics(app):
    return app.extensions["exporter"].metrics


@pytest.fixture
def registry(app):
    return app.extensions["exporter"].registry


@pytest.fixture
def check(registry):
    def compare(labels, expected):
        found = {name: registry.get_sample_value(name, labels) for name in expected}
        assert found == expected

    return compare


def test_record_order(metrics, check):
    labels = {"channel": "web", "market": "example"}
    metrics.record_order(channel="web", market="example", amount=3)
    expected = {
        "shop_orders_total": 3,
    }
    check(labels, expected)


def test_record_refund(metrics, check):
    labels = {"channel": "web", "reason": "damaged"}
    metrics.record_refund(channel="web", reason="damaged", amount=3)
    expected = {
        "shop_refunds_total": 3,
    }
    check(labels, expected)


def test_set_open_carts(metrics, check):
    labels = {}
    metrics.set_open_carts(1)
    expected = {
        "shop_open_carts": 1,
    }
    check(labels, expected)


def test_observe_checkout_duration(metrics, check):
    labels = {"channel": "web"}
    metrics.observe_checkout_duration(1, channel="web")
    expected = {
        "shop_checkout_duration_seconds_count": 1,
        "shop_checkout_duration_seconds_sum": 1,
    }
    check(labels, expected)


def test_observe_receipt_size(metrics, check):
    labels = {}
    metrics.observe_receipt_size(1)
    expected = {
        "shop_receipt_size_bytes_count": 1,
        "shop_receipt_size_bytes_sum": 1,
    }
    check(labels, expected)
    expected = {
        "shop_receipt_size_bytes": 1,
    }
    check(labels | {"quantile": "0.5"}, expected)
    check(labels | {"quantile": "0.9"}, expected)
    check(labels | {"quantile": "0.99"}, expected)


def test_observe_delivery_weight(metrics, check):
    labels = {"carrier": "example"}
    metrics.observe_delivery_weight(1, carrier="example")
    expected = {
        "shop_delivery_weight_grams_count": 1,
        "shop_delivery_weight_grams_sum": 1,
    }
    check(labels, expected)


@pytest.mark.parametrize("name", [name for name in vars(Metrics) if not name.startswith("_")])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_event_refuses_what_is_not_a_number(metrics, registry, name, value):
    refuses(metrics, registry, name, value, reason="a metric takes finite numbers, not")


@pytest.mark.parametrize(
    "name",
    [
        "record_order",
        "record_refund",
    ],
)
def test_a_counter_only_grows(metrics, registry, name):
    refuses(metrics, registry, name, -1, reason="this metric takes no numbers below 0, not -1")


def refuses(metrics, registry, name, value, *, reason):
    record = getattr(metrics, name)
    before = series_of(registry)
    # Whatever the parameters are called, one of them is the value.
    arguments = dict.fromkeys(inspect.signature(record).parameters, value)
    with pytest.raises(ValueError, match=reason):
        record(**arguments)
    assert series_of(registry) == before


def series_of(registry):
    """Return what has a sample: names and labels."""
    samples = chain.from_iterable(family.samples for family in registry.collect())
    return {(sample.name, *sample.labels.items()) for sample in samples}
