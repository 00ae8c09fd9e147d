import { EXIT } from '../failure.ts';

/** Writes to a stream whose reader may close it early, as `head` does; that is no failure. */
export function write(stream: NodeJS.WriteStream, text: string): void {
  if (!stream.listeners('error').includes(endUnlessClosed)) stream.on('error', endUnlessClosed);
  stream.write(text);
}

/** What cannot be told to anybody there is told to who is left; a disk that is full is the usual cause. */
function endUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The output cannot be written: ${error.message}.\n`);
  process.exit(EXIT.usage);
}
