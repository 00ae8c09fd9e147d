"""What can go wrong with a query."""


class QueryError(Exception):
    """Only this query is wrong: there is a connection, and other queries can still be run."""
