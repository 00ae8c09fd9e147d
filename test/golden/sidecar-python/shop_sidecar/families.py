"""Checks families, so that a wrong one costs its collector and not the whole scrape."""

from collections.abc import Iterable

from prometheus_client.core import Metric


def check_families(families: Iterable[Metric]) -> None:
    """Refuse what could not be written, or what Prometheus would not take."""
    for family in families:
        seen = set()
        for sample in family.samples:
            labels = tuple(sample.labels.items())
            if not all(isinstance(value, str) for _, value in labels):
                raise TypeError(f"{sample.name}: a label value is no text: {dict(labels)}")
            if not isinstance(sample.value, int | float):
                raise TypeError(f"{sample.name}: {sample.value!r} is not a number")
            if family.type == "counter" and sample.value < 0:
                raise ValueError(f"{sample.name}: a counter cannot be {sample.value}")
            if (sample.name, labels) in seen:
                raise ValueError(f"{sample.name}: more than one series with {dict(labels)}")
            seen.add((sample.name, labels))
