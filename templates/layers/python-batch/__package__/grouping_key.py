"""The path of a group on a Pushgateway."""

import base64
import re
from collections.abc import Mapping

# Each with a series that has it. The gateway writes the keys of a group over the labels of metrics,
# so no key may have the name of one.
METRIC_LABELS = {
{{#each batch.labels}}
    {{name}}: {{series}},
{{/each}}
}

# The gateway, like many proxies, reads %2F as a slash. So everything but harmless characters goes
# as base64, in the form the gateway knows.
_HARMLESS = re.compile(r"[\w-][\w.-]*", re.ASCII)


def group_path(job: str, grouping: Mapping[str, str] | None = None) -> str:
    """Make the path of the group.

    The job name and the given labels are the whole grouping key: with `instance` in it, every new
    host or container would leave a group behind for ever.
    """
    labels = sorted((grouping or {}).items())
    return "/metrics/" + "/".join(_segment(*label) for label in [("job", job), *labels])


def _segment(key: str, value: str) -> str:
    if _HARMLESS.fullmatch(value):
        return f"{key}/{value}"
    # An empty value is written as the padding of base64, as the gateway wants it.
    encoded = base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")
    return f"{key}@base64/{encoded or '='}"
