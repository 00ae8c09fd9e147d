"""What can go wrong with a query."""

NO_RESULT = "the statement has no result: write a SELECT"


class QueryError(Exception):
    """Only this query is wrong: there is a connection, and other queries can still be run."""
