import logging
import signal

import pytest
from prometheus_client import CollectorRegistry

from cleanup.interruption import Interruption, Stopped
from cleanup.job import Job
from cleanup.job_metrics import JobMetrics
from cleanup.run import run_job
from cleanup.runner import StageContext

# This file runs the job of job.py. What it expects is the example's: replace it with tests of your
# code, so that no test runs a job that does something. All others run jobs of their own.

LOGGER = logging.getLogger("cleanup")


@pytest.fixture(scope="module")
def delivered():
    """The metrics of one run of the job."""
    bodies = []

    def deliver(_outcome, body):
        bodies.append(body.decode())
        return True

    result = run_job(Job, LOGGER, Interruption(), deliver)
    assert result.outcome == "succeeded"
    return bodies[0]


@pytest.mark.parametrize(
    "series",
    [
        'cleanup_job_stage_duration_seconds{stage="sweep"}',
        "cleanup_job_last_success_timestamp_seconds",
        "cleanup_job_records_processed",
    ],
)
def test_the_job_records_all_of_its_stages_and_metrics(delivered, series):
    assert f"\n{series} " in delivered
    assert f"\n{series} 0.0\n" not in delivered


# The first stage of the example pauses, which raises then. One of yours that neither pauses nor
# calls check() has nothing to stop: then take this test out.
def test_the_job_stops_when_it_is_told_to():
    registry = CollectorRegistry()
    interruption = Interruption()
    interruption.tell(Stopped(signal.SIGTERM))
    context = StageContext(interruption, JobMetrics(registry))
    with pytest.raises(Stopped):
        Job().stages()[0].run(context)
