import { P99_MICROSECONDS, peerOf, prepareRequests } from '../requests.js';

/** What counting and timing adds to the slowest of 100 requests; aims at half of what the peer adds or less. */
export const title = 'Node.js: p99 of the time to the answer, 4 connections at once';
export const unit = 'µs';
export const runs = 25;
export const reference = peerOf('node');

export const prepare = (directory, program) =>
  prepareRequests('node', P99_MICROSECONDS, directory, program);
