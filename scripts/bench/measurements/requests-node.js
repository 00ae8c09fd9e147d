import { PROCESSOR_MICROSECONDS, peerOf, prepareRequests } from '../requests.js';

/** What counting and timing adds to a request; aims at half of what the peer adds or less. */
export const title = 'Node.js: processor time of one request';
export const unit = 'µs';
export const digits = 1;
export const runs = 5;
export const reference = peerOf('node');

export const prepare = (directory, program) =>
  prepareRequests('node', PROCESSOR_MICROSECONDS, directory, program);
