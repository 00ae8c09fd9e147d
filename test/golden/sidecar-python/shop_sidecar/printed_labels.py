"""Labels in messages."""

import json
from collections.abc import Sequence


def printed_labels(names: Sequence[str], values: Sequence[str]) -> str:
    """Return labels as Prometheus writes them: `{queue="mail"}`."""
    pairs = [
        f"{name}={json.dumps(value, ensure_ascii=False)}"
        for name, value in zip(names, values, strict=True)
    ]
    return f"{{{','.join(pairs)}}}"
