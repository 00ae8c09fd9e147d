import { EXIT } from '../exit-codes.ts';
import type { Io } from '../ui/io.ts';

type Edges = Pick<Io, 'wrote'> & Partial<Pick<Io, 'signal'>>;

const guarded = new WeakSet<NodeJS.WriteStream>();

/** Writes to a stream whose reader may close it early, as `head` does; that is no failure. */
export function write(stream: NodeJS.WriteStream, text: string, io: Edges): void {
  if (!guarded.has(stream)) {
    guarded.add(stream);
    stream.on('error', (error) => endUnlessClosed(error, io));
  }
  stream.write(text);
}

/** What cannot be told to anybody there is told to who is left; a disk that is full is the usual cause. */
function endUnlessClosed(error: NodeJS.ErrnoException, { wrote, signal }: Edges): void {
  // After a request to end nobody may be left to tell: the terminal is closed.
  if (error.code === 'EPIPE' || signal?.aborted) return;
  const rest = wrote ? ' The files are written.' : '';
  process.stderr.write(`The output cannot be written: ${error.message}.${rest}\n`);
  process.exit(wrote ? EXIT.postStep : EXIT.usage);
}
