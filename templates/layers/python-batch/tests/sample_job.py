"""Jobs that behave as the tests want; the environment variable SAMPLE_JOB names one."""

import logging
import os
import signal
import sys
import time

from {{{package}}}.program import run_program
from {{{package}}}.runner import Stage

LOGGER = logging.getLogger("sample_job")


class SampleJob:
    """A quick first stage and a second one that SAMPLE_JOB names."""

{{#if hasEvents}}
    def __init__(self, _metrics):
        pass

{{/if}}
    def stages(self):
        return [
            Stage("first", lambda context: context.add_records(2)),
            Stage("second", getattr(self, os.environ["SAMPLE_JOB"])),
        ]

    def quick(self, _context):
        pass

    def failing(self, _context):
        raise RuntimeError("the source is gone")

    def exiting(self, _context):
        sys.exit(0)

    def deserted(self, context):
        os.kill(os.getpid(), signal.SIGHUP)
        context.pause(1)

    def patient(self, context):
        LOGGER.info("waiting")
        context.pause(60)

    def stubborn(self, _context):
        LOGGER.info("waiting")
        time.sleep(60)


if __name__ == "__main__":
    run_program(SampleJob)
