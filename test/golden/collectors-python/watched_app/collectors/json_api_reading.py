"""Values and labels out of a JSON document, by JMESPath expressions."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from watched_app.decimal_text import parse_decimal
from watched_app.printed_labels import printed_labels

_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class JsonMetric:
    """One metric: `value` and the labels of every item of the list `each`, or of the document."""

    family: type[GaugeMetricFamily] | type[CounterMetricFamily]
    name: str
    help: str
    value: str
    labels: Mapping[str, str]
    each: str | None = None


class Reading:
    """Turns a document into the family of one metric.

    A value that is missing or null is left out, numeric text is a number, true is 1 and false is 0,
    anything else an error. A label or list that is missing or null is empty.
    """

    def __init__(self, metric: JsonMetric) -> None:
        self._metric = metric
        self._each = jmespath.compile(metric.each) if metric.each else None
        self._value = jmespath.compile(metric.value)
        self._labels = [jmespath.compile(expression) for expression in metric.labels.values()]

    def read(self, document: object) -> Metric:
        """Read the values a document has."""
        metric = self._metric
        family = metric.family(metric.name, metric.help, labels=list(metric.labels))
        seen = set()
        for item in self._items(document):
            found = self._evaluate(self._value, item)
            if found is None:
                continue
            labels = [self._text(label, self._evaluate(label, item)) for label in self._labels]
            value = self._number(found)
            if tuple(labels) in seen:
                shown = printed_labels(list(metric.labels), labels)
                raise ValueError(f"more than one value for the labels {shown} ({metric.name})")
            seen.add(tuple(labels))
            family.add_metric(labels, value)
        return family

    def _items(self, document: object) -> list:
        if self._each is None:
            return [document]
        found = self._evaluate(self._each, document)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self._wrong(self._each, found, "a list")
        return found

    def _evaluate(self, expression: ParsedResult, item: object) -> object:
        try:
            return expression.search(item)
        except (JMESPathError, TypeError, ValueError, ArithmeticError) as error:
            # TypeError: jmespath compares whatever it finds, also text with numbers.
            text = f"{expression.expression} cannot be evaluated: {error}"
            raise ValueError(f"{text} ({self._metric.name})") from None

    def _number(self, found: object) -> float:
        number = math.nan
        if isinstance(found, int | float):
            number = _float(found)
        elif isinstance(found, str):
            number = parse_decimal(found)
        if not math.isfinite(number):
            raise self._wrong(self._value, found, "a number")
        if self._metric.family is CounterMetricFamily and number < 0:
            raise self._wrong(self._value, found, "a number of 0 or more")
        return number

    def _text(self, expression: ParsedResult, found: object) -> str:
        if isinstance(found, list | dict):
            raise self._wrong(expression, found, "a text")
        if found is None:
            return ""
        if isinstance(found, str):
            # JSON can hold half a character, which cannot be written.
            return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if isinstance(found, float) and found.is_integer():
            return str(int(found))
        return _json(found)

    def _wrong(self, expression: ParsedResult, found: object, wanted: str) -> ValueError:
        text = _json(found)
        quote = f"{text[:_LONGEST_QUOTE]}…" if len(text) > _LONGEST_QUOTE else text
        return ValueError(
            f"{expression.expression} gives {quote}, not {wanted} ({self._metric.name})"
        )


def _float(found: int | float) -> float:
    try:
        return float(found)
    except OverflowError:
        return math.inf


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
