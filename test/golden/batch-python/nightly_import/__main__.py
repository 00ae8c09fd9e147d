"""`python -m nightly_import`: runs the job once."""

from nightly_import.job import Job
from nightly_import.program import run_program

if __name__ == "__main__":
    run_program(Job)
