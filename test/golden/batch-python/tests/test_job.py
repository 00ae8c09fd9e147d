import logging
import signal

import pytest
from prometheus_client import CollectorRegistry

from nightly_import.interruption import Interruption, Stopped
from nightly_import.job import Job
from nightly_import.job_metrics import JobMetrics
from nightly_import.metrics import Metrics
from nightly_import.run import run_job
from nightly_import.runner import StageContext

# This file runs the job of job.py. What it expects is the example's: replace it with tests of your
# code, so that no test runs a job that does something. All others run jobs of their own.

LOGGER = logging.getLogger("nightly_import")


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
        'nightly_job_stage_duration_seconds{stage="extract"}',
        'nightly_job_stage_duration_seconds{stage="import"}',
        'nightly_job_stage_duration_seconds{stage="load"}',
        "nightly_job_last_success_timestamp_seconds",
        "nightly_job_records_processed",
        'nightly_rows_imported{table="orders"}',
        "nightly_row_duration_seconds_count",
        'nightly_rows_rejected_total{reason="invalid",source="example"}',
        "nightly_retries_total",
        "nightly_backlog_bytes",
        'nightly_file_size_bytes_count{format="csv"}',
        'nightly_request_duration_seconds_count{source="example"}',
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
        Job(Metrics(registry)).stages()[0].run(context)
