import math
import re

import pytest
from jmespath.exceptions import JMESPathError
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from shop_sidecar.collectors.json_api_reading import JsonMetric, Reading

EACH = {"each": "items[]", "labels": {"name": "n"}}


def read(document, **options):
    settings = {"family": GaugeMetricFamily, "value": "v", "labels": {}} | options
    family = Reading(JsonMetric(name="fake_value", help="A test.", **settings)).read(document)
    return [(*sample.labels.values(), sample.value) for sample in family.samples]


@pytest.mark.parametrize(
    ("given", "value"),
    [(3, 3), (-0.5, -0.5), ("12", 12), (" 1.5e3 ", 1500), (".5", 0.5), (True, 1), (False, 0)],
)
def test_numbers(given, value):
    assert read({"v": given}) == [(value,)]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("many", '"many"'),
        ("", '""'),
        ("0x10", '"0x10"'),
        ("NaN", '"NaN"'),
        ("Infinity", '"Infinity"'),
        ("1e999", '"1e999"'),
        ("1_0", '"1_0"'),
        (math.inf, "Infinity"),
        ([5], "[5]"),
        ({"a": 1}, '{"a":1}'),
        ("x" * 100, f'"{"x" * 59}…'),
    ],
)
def test_what_is_no_number_is_an_error(given, shown):
    with pytest.raises(ValueError) as error:
        read({"v": given})
    assert str(error.value) == f"v gives {shown}, not a number (fake_value)"


def test_a_value_is_brought_to_the_unit_of_its_metric():
    options = {"scale": lambda value: value / 1000}
    for value in (9, "9"):
        assert read({"v": value}, **options) == [(0.009,)]
    with pytest.raises(ValueError, match=re.escape("v gives [9], not a number")):
        read({"v": [9]}, **options)


def test_what_is_missing_or_null_is_left_out():
    assert read({"v": None}) == []
    assert read({}) == []
    assert read(None) == []
    assert read({"items": [{"n": "a"}, {"n": "b", "v": 0}, None, 7]}, **EACH) == [("b", 0)]
    assert read({}, **EACH) == []


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("ü", "ü"),
        (5, "5"),
        (5.0, "5"),
        (1.5, "1.5"),
        (12345678901234567890, "12345678901234567890"),
        (1e21, "1000000000000000000000"),
        (-0.0, "0"),
        (0.00015, "0.00015"),
        (0.000015, "1.5e-05"),
        (1e-10, "1e-10"),
        (True, "true"),
        (None, ""),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_labels_are_text(given, label):
    assert read({"items": [{"n": given, "v": 1}]}, **EACH) == [(label, 1)]


def test_missing_labels_are_empty_and_lists_are_an_error():
    assert read({"items": [{"v": 1}]}, **EACH) == [("", 1)]
    message = re.escape('n gives ["x"], not a text (fake_value)')
    with pytest.raises(ValueError, match=f"^{message}$"):
        read({"items": [{"n": ["x"], "v": 1}]}, **EACH)


def test_the_same_labels_twice_are_an_error():
    message = re.escape('more than one value for the labels {name="a"} (fake_value)')
    with pytest.raises(ValueError, match=f"^{message}$"):
        read({"items": [{"n": "a", "v": 1}, {"n": "a", "v": 2}]}, **EACH)


def test_each_gives_a_list_and_a_counter_no_negative_number():
    with pytest.raises(ValueError, match=r'^items gives {"a":1}, not a list \(fake_value\)$'):
        read({"items": {"a": 1}}, each="items")
    with pytest.raises(ValueError, match=r"^v gives -1, not a number of 0 or more \(fake_value\)$"):
        read({"v": -1}, family=CounterMetricFamily)


@pytest.mark.parametrize("expression", ["sum(v)", "v > `1` && max([v, `1`])"])
def test_an_expression_that_does_not_fit_the_document_is_named(expression):
    message = re.escape(f"{expression} cannot be evaluated: ")
    with pytest.raises(ValueError, match=rf"^{message}.* \(fake_value\)$"):
        read({"v": "x"}, value=expression)


def test_an_expression_that_is_none_is_refused_at_the_start():
    with pytest.raises(JMESPathError):
        read({}, value="a.")
