"""Guards measured values."""

import math


{{#if hasCounters}}
def finite(value: float, *, least: float = -math.inf) -> float:
    """Return the value itself, or raise a ValueError for NaN, the infinities and less than `least`.

    A counter that was given NaN once stays NaN, and it only grows.
{{else}}
def finite(value: float) -> float:
    """Return the value itself, or raise a ValueError for NaN and the infinities.

    One NaN makes every sum and average over it NaN.
{{/if}}
    Look before `labels()` is called, which makes a series that reads 0.
    """
    if not math.isfinite(value):
        raise ValueError(f"a metric takes finite numbers, not {value}")
{{#if hasCounters}}
    if value < least:
        raise ValueError(f"this metric takes no numbers below {least:g}, not {value}")
{{/if}}
    return value
