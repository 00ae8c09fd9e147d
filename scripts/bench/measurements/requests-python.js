import { peerOf, prepareCalls } from '../requests.js';

/** What counting and timing adds to a request; aims at half of what the peer adds or less. */
export const title = 'Python: processor time of one request, without the server';
export const unit = 'µs';
export const digits = 1;
export const runs = 3;
export const reference = peerOf('python');

export const prepare = (directory, program) => prepareCalls('python', directory, program);
