export const NO_RESULT = 'the statement has no result: write a SELECT';

/** Far more than is ever shown: without a bound one query could take all the memory and time. */
export const MOST_ROWS = 100_000;

/** What is wrong with one query only: there is a connection, and other queries can still be run. */
export class QueryError extends Error {}

/** There is no connection to the database, which is no fault of a query. */
export class ConnectError extends Error {}
