import { NEWLINE } from './bytes.ts';
import type { ExpositionFamily } from './family.ts';
import { OpenMetrics } from './open-metrics.ts';
import { LineTooLongError } from './syntax-error.ts';
import { TextFormat } from './text-format.ts';

/** `text`: version 0.0.4; `openmetrics`: version 1.0. */
export type ExpositionFormatName = 'text' | 'openmetrics';

/** An endless line would fill the memory. */
const MAX_LINE = 64 * 1024 * 1024;

/** What was read of an exposition. */
interface Exposition {
  format: ExpositionFormatName;
  /** Those with a sample, in the order they appear. */
  families: ExpositionFamily[];
}

/**
 * Reads a stream to its end, keeping no more of it than the line it is in.
 * @throws ExpositionSyntaxError where it is no exposition, LineTooLongError where a line is longer than 64 MiB
 */
export async function readExposition(
  stream: AsyncIterable<Uint8Array>,
  format: ExpositionFormatName,
): Promise<Exposition> {
  const reader = format === 'text' ? new TextFormat() : new OpenMetrics();
  let rest: Uint8Array[] = [];
  let waiting = 0;
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = chunk.subarray(0, end);
      reader.read(waiting === 0 ? whole : Buffer.concat([...rest, whole]));
      rest = [];
      waiting = 0;
    }
    if (end === chunk.length) continue;
    // A copy, so that a short rest does not keep a large piece.
    rest.push(new Uint8Array(chunk.subarray(end)));
    waiting += chunk.length - end;
    if (waiting > MAX_LINE) throw new LineTooLongError('64 MiB');
  }
  reader.end(Buffer.concat(rest));
  const families = [...reader.families.values()].filter(({ samples }) => samples > 0);
  return { format, families };
}
