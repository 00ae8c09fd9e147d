export const NO_RESULT = 'the statement has no result: write a SELECT';

/** What is wrong with one query only: there is a connection, and other queries can still be run. */
export class QueryError extends Error {}
