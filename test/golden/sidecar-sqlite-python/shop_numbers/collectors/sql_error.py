"""What can go wrong with a query."""

NO_RESULT = "the statement has no result: write a SELECT"

# Far more than is ever shown: without a bound one query could take all the memory and time.
MOST_ROWS = 100_000


class ConnectError(Exception):
    """There is no connection to the database, which is no fault of a query."""


class QueryError(Exception):
    """Only this query is wrong: there is a connection, and other queries can still be run."""
