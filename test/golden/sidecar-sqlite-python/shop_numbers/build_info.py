"""Version and revision of this build."""

import os
import platform
from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily, Metric

from shop_numbers import PROGRAM, __version__


def revision() -> str:
    """The commit this was built from, where the build hands it in."""
    return os.environ.get("REVISION") or "unknown"


def version_text() -> str:
    """The line that --version prints."""
    build = f"revision {revision()}, python {platform.python_version()}"
    return f"{PROGRAM} {__version__} ({build})"


class BuildInfoCollector:
    """Version and revision as labels of one series, so that no other series carries them."""

    def collect(self) -> Iterable[Metric]:
        """Yield the constant 1 with the build in its labels."""
        family = GaugeMetricFamily(
            "shop_build_info",
            "Version and revision of the running program; the value is always 1.",
            labels=["version", "revision"],
        )
        family.add_metric([__version__, revision()], 1)
        yield family
