"""What can go wrong with a query."""

NO_RESULT = "the statement has no result: write a SELECT"


{{#if hasSqlServer}}
class DatabaseError(Exception):
    """The database does not answer: other queries would not be answered either."""


{{/if}}
class QueryError(Exception):
    """Only this query is wrong: there is a connection, and other queries can still be run."""
