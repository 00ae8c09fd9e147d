import { lintExposition } from '../../src/conventions/exposition.ts';
import { PROMTOOL_RULES } from '../../src/conventions/index.ts';
import { type ExpositionFormatName, readExposition } from '../../src/exposition/read.ts';
import { ExpositionSyntaxError } from '../../src/exposition/syntax-error.ts';

/** What `promtool check metrics` prints, or where it stops. */
export type Verdict = { findings: string[] } | { errorLine: number };

/** A text as a stream, in pieces of so many bytes. */
export async function* inPieces(text: string | Uint8Array, size = 64 * 1024) {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Reads a text to its end. */
export function readText(
  text: string | Uint8Array,
  format: ExpositionFormatName = 'text',
  size?: number,
) {
  return readExposition(inPieces(text, size), format);
}

/** Our verdict by promtool's rules, in its shape: a finding is repeated for every metric it is about. */
export async function ownVerdict(text: string | Uint8Array, size?: number): Promise<Verdict> {
  const promtool = new Set(PROMTOOL_RULES.map(({ id }) => id));
  try {
    const { families } = await readText(text, 'text', size);
    const findings = lintExposition(families, 'text')
      .filter(({ rule }) => promtool.has(rule))
      .flatMap(({ subject, message, count = 1 }) =>
        new Array<string>(count).fill(`${subject} ${message}`),
      );
    return { findings: findings.sort() };
  } catch (error) {
    if (error instanceof ExpositionSyntaxError) return { errorLine: error.line };
    throw error;
  }
}
