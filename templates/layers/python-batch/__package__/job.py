"""The job. This is the place for your code; what stands here is an example."""

import logging

{{#if hasEvents}}
from {{{package}}}.metrics import Metrics
{{/if}}
from {{{package}}}.runner import Stage, StageContext

_LOGGER = logging.getLogger(__name__)

# How long the example pretends to wait for something.
_EXAMPLE_PAUSE_SECONDS = 0.02


class Job:
{{#if batch.isSingle}}
    """The stages of the job.
{{else}}
    """The stages of the job; what one finds out for the next is kept in attributes.
{{/if}}

    A stage that raises fails the run. It is over when its method returns: join the threads that it
    starts, or they may be cut off in the middle when the process ends, and ask futures for their
    results, or their errors are lost.

    When the job has to stop, `context.check()` and `context.pause()` raise, and the event
    `context.stop` is set: call one of them in every loop.
    """

{{#if batch.hasState}}
    def __init__(self{{#if hasEvents}}, metrics: Metrics{{/if}}) -> None:
{{#if hasEvents}}
        self._metrics = metrics
{{/if}}
{{#unless batch.isSingle}}
        self._records: list[str] = []
{{/unless}}

{{/if}}
    def stages(self) -> list[Stage]:
        """The stages in their order."""
        return [
{{#each batch.stages}}
            Stage({{name}}, self.{{{method}}}),
{{/each}}
        ]
{{#each batch.stages}}

    def {{{method}}}(self, context: StageContext) -> None:
        """Stage {{{name}}}."""
{{#if isLast}}
{{#if isFirst}}
        records = ["first", "second", "third"]
        _LOGGER.debug("records found", extra={"records": len(records)})
{{/if}}
        for record in {{{records}}}:
            context.pause(_EXAMPLE_PAUSE_SECONDS)
            _LOGGER.debug("record processed", extra={"record": record})
            context.add_records()
{{#each ../events}}
{{#if isGauge}}
        {{{event-call this ../recordsCount on='self._metrics' language='python' indent=8}}}
{{else}}
        {{{event-call this usualValue on='self._metrics' language='python' indent=8}}}
{{/if}}
{{/each}}
{{else}}
        context.pause(_EXAMPLE_PAUSE_SECONDS)
{{#if isFirst}}
        self._records = ["first", "second", "third"]
        _LOGGER.debug("records found", extra={"records": len(self._records)})
{{/if}}
{{/if}}
{{/each}}
