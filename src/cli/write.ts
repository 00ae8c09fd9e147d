import { EXIT } from '../failure.ts';
import type { Io } from '../ui/io.ts';

const guarded = new WeakSet<NodeJS.WriteStream>();

/** Writes to a stream whose reader may close it early, as `head` does; that is no failure. */
export function write(stream: NodeJS.WriteStream, text: string, io: Pick<Io, 'wrote'>): void {
  if (!guarded.has(stream)) {
    guarded.add(stream);
    stream.on('error', (error) => endUnlessClosed(error, io));
  }
  stream.write(text);
}

/** What cannot be told to anybody there is told to who is left; a disk that is full is the usual cause. */
function endUnlessClosed(error: NodeJS.ErrnoException, { wrote }: Pick<Io, 'wrote'>): void {
  if (error.code === 'EPIPE') return;
  const rest = wrote ? ' The files are written.' : '';
  process.stderr.write(`The output cannot be written: ${error.message}.${rest}\n`);
  process.exit(wrote ? EXIT.postStep : EXIT.usage);
}
