"""Time that is left."""

import time


def seconds_left(deadline: float) -> float:
    """Return the time until `deadline`, on the clock of time.monotonic(); raise when it is over."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("there was no answer in time")
    return left
