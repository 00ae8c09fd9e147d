"""`python -m cleanup`: runs the job once."""

from cleanup.job import Job
from cleanup.program import run_program

if __name__ == "__main__":
    run_program(Job)
