"""The business metrics: one method per event, to be called by your routes."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from class_exporter.finite import finite
from class_exporter.label_sets import expose_from_start
from class_exporter.windowed_summary import windowed_summary

# With several workers the value set last counts, whichever worker set it.
_LAST_SET = "mostrecent"


class Metrics:
    """The metrics of one app; every app has a registry and a Metrics object of its own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._quotes = Counter(
            "odd_quotes_total",
            'It\'s "quoted" with `ticks` and a \\ backslash.',
            ["class", "type"],
            registry=registry,
        )
        self._templates = Counter(
            "odd_templates_total",
            "{{x}} ${x} {% x %} */ // # <!-- \"\"\" ''' %s 😀",
            ["value", "amount", "from"],
            registry=registry,
        )
        expose_from_start(self._templates, {"value": ["a", "b"], "amount": ["c"], "from": ["d"]})
        self._lines = Gauge(
            "odd_lines",
            "First line.\nSecond line.\tTab.",
            ["self", "lambda"],
            registry=registry,
            multiprocess_mode=_LAST_SET,
        )
        self._default_metric = Gauge(
            "odd_default",
            'ends with a quote "',
            registry=registry,
            multiprocess_mode=_LAST_SET,
        )
        self._delete_metric = Counter(
            "odd_delete_total",
            "ends with a backslash \\",
            registry=registry,
        )
        self._very_long_name_of_a_measurement_that_nobody = Histogram(
            "odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds",
            "A help text that is so long that it cannot stand on one line with the name of the property before it, whatever the formatter does.",
            ["seconds"],
            buckets=[
                0.001,
                0.002,
                0.003,
                0.004,
                0.005,
                0.006,
                0.007,
                0.008,
                0.009,
                0.01,
                0.02,
                0.03,
                0.04,
                0.05,
                0.06,
                0.07,
                0.08,
                0.09,
                0.1,
                0.5,
            ],
            registry=registry,
        )
        expose_from_start(
            self._very_long_name_of_a_measurement_that_nobody,
            {
                "seconds": [
                    "a_rather_long_known_value_of_a_label",
                    "another_rather_long_known_value_of_a_label",
                    "a_third_one",
                ],
            },
        )
        self._size = windowed_summary(
            "odd_size_bytes",
            "Size.",
            ["size_bytes", "bytes"],
            quantiles=[0, 0.5, 1],
            registry=registry,
        )
        expose_from_start(self._size, {"size_bytes": ["a"], "bytes": ["b"]})

    def record_quote(
        self,
        *,
        class_: Literal[
            "it's",
            'say "hi"',
            "back\\slash",
            "two\nlines",
            "{{x}}",
            "${x}",
            "%s",
            "#",
            "*/",
            '"""',
            "😀",
        ],
        type: str,
        amount: float = 1,
    ) -> None:
        """Count odd_quotes_total: It's "quoted" with `ticks` and a \\ backslash."""
        amount = finite(amount, least=0)
        self._quotes.labels(class_, type).inc(amount)

    def record_template(
        self,
        *,
        value: Literal["a", "b"],
        amount_: Literal["c"],
        from_: Literal["d"],
        amount: float = 1,
    ) -> None:
        """Count odd_templates_total: {{x}} ${x} {% x %} */ // # <!-- \"\"\" ''' %s 😀"""
        amount = finite(amount, least=0)
        self._templates.labels(value, amount_, from_).inc(amount)

    def set_lines(self, value: float, *, self_: str, lambda_: str) -> None:
        """Set odd_lines: First line. Second line. Tab."""
        value = finite(value)
        self._lines.labels(self_, lambda_).set(value)

    def set_default(self, value: float) -> None:
        """Set odd_default: ends with a quote \""""
        self._default_metric.set(finite(value))

    def record_delete(self, amount: float = 1) -> None:
        """Count odd_delete_total: ends with a backslash \\"""
        self._delete_metric.inc(finite(amount, least=0))

    def observe_very_long_name_of_a_measurement_that_nobody(
        self,
        seconds: float,
        *,
        seconds_: Literal[
            "a_rather_long_known_value_of_a_label",
            "another_rather_long_known_value_of_a_label",
            "a_third_one",
        ],
    ) -> None:
        """Observe odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds: A help text that is so long that it cannot stand on one line with the name of the property before it, whatever the formatter does."""
        seconds = finite(seconds)
        self._very_long_name_of_a_measurement_that_nobody.labels(
            seconds_,
        ).observe(seconds)

    def observe_size(
        self,
        size_bytes: float,
        *,
        size_bytes_: Literal["a"],
        bytes_: Literal["b"],
    ) -> None:
        """Observe odd_size_bytes: Size."""
        size_bytes = finite(size_bytes)
        self._size.labels(size_bytes_, bytes_).observe(size_bytes)
