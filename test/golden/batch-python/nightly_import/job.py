"""The job. This is the place for your code; what stands here is an example."""

import logging

from nightly_import.metrics import Metrics
from nightly_import.runner import Stage, StageContext

_LOGGER = logging.getLogger(__name__)

# How long the example pretends to wait for something.
_EXAMPLE_PAUSE_SECONDS = 0.02


class Job:
    """The stages of the job; what one finds out for the next is kept in attributes.

    A stage that raises fails the run. It is over when its method returns: join the threads that it
    starts, or they may be cut off in the middle when the process ends, and ask futures for their
    results, or their errors are lost.

    When the job has to stop, `context.check()` and `context.pause()` raise, and the event
    `context.stop` is set: call one of them in every loop.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._records: list[str] = []

    def stages(self) -> list[Stage]:
        """The stages in their order."""
        return [
            Stage("extract", self.extract),
            Stage("import", self.import_),
            Stage("load", self.load),
        ]

    def extract(self, context: StageContext) -> None:
        """Stage extract."""
        context.pause(_EXAMPLE_PAUSE_SECONDS)
        self._records = ["first", "second", "third"]
        _LOGGER.debug("records found", extra={"records": len(self._records)})

    def import_(self, context: StageContext) -> None:
        """Stage import."""
        context.pause(_EXAMPLE_PAUSE_SECONDS)

    def load(self, context: StageContext) -> None:
        """Stage load."""
        for record in self._records:
            context.pause(_EXAMPLE_PAUSE_SECONDS)
            _LOGGER.debug("record processed", extra={"record": record})
            context.add_records()
        self._metrics.set_rows_imported(len(self._records), table="orders")
        self._metrics.observe_row_duration(0.1)
        self._metrics.record_rows_rejected(source="example", reason="invalid")
        self._metrics.record_retry()
        self._metrics.set_backlog(len(self._records))
        self._metrics.observe_file_size(1, format="csv")
        self._metrics.observe_request_duration(0.25, source="example")
