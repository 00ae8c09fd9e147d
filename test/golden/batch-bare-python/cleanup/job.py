"""The job. This is the place for your code; what stands here is an example."""

import logging

from cleanup.runner import Stage, StageContext

_LOGGER = logging.getLogger(__name__)

# How long the example pretends to wait for something.
_EXAMPLE_PAUSE_SECONDS = 0.02


class Job:
    """The stages of the job.

    A stage that raises fails the run. It is over when its method returns: join the threads that it
    starts, or they may be cut off in the middle when the process ends, and ask futures for their
    results, or their errors are lost.

    When the job has to stop, `context.check()` and `context.pause()` raise, and the event
    `context.stop` is set: call one of them in every loop.
    """

    def stages(self) -> list[Stage]:
        """The stages in their order."""
        return [
            Stage("sweep", self.sweep),
        ]

    def sweep(self, context: StageContext) -> None:
        """Stage sweep."""
        records = ["first", "second", "third"]
        _LOGGER.debug("records found", extra={"records": len(records)})
        for record in records:
            context.pause(_EXAMPLE_PAUSE_SECONDS)
            _LOGGER.debug("record processed", extra={"record": record})
            context.add_records()
