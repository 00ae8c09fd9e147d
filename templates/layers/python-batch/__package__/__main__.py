"""`python -m {{{package}}}`: runs the job once."""

from {{{package}}}.job import Job
from {{{package}}}.program import run_program

if __name__ == "__main__":
    run_program(Job)
