import {
  BACKSLASH,
  HASH,
  isBlank,
  isDigit,
  isNamePart,
  isNameStart,
  NEWLINE,
  OPEN_BRACE,
  QUOTE,
} from './bytes.ts';
import { ExpositionFamily, type SampleType } from './family.ts';
import type { ExpositionFormat } from './format.ts';
import { isGoInteger, parseGoFloat } from './numbers.ts';
import { type LabelGrammar, Scanner } from './scanner.ts';

const LABELS: LabelGrammar = { lenient: true, escapes: new Set([BACKSLASH, QUOTE, 0x6e]) };

/** `gauge_histogram` is taken by promtool 2.42 and judged like any type that is no histogram. */
const TYPES: Record<string, SampleType> = {
  COUNTER: 'counter',
  GAUGE: 'gauge',
  HISTOGRAM: 'histogram',
  SUMMARY: 'summary',
  UNTYPED: 'untyped',
  GAUGE_HISTOGRAM: 'gauge',
};

/** Digits whose number surely fits 64 bits, so that it needs no second look. */
const SHORT = 18;

/**
 * The text format 0.0.4, accepted and refused as `promtool check metrics` does. Its parser is more lenient than the
 * documentation (`a+1` is a sample, `#HELP` a HELP line, types in any case) and stricter (no blank at the end of a
 * sample, no carriage return, no missing newline at the end); all of that is kept.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export class TextFormat implements ExpositionFormat {
  readonly families = new Map<string, ExpositionFamily>();
  readonly #scanner = new Scanner();
  readonly #resolve = (name: string, at: number) => this.#familyOf(name, at);

  read(bytes: Uint8Array): void {
    const scanner = this.#scanner;
    scanner.bytes = bytes;
    scanner.at = 0;
    while (scanner.at < bytes.length) {
      scanner.line++;
      scanner.lineStart = scanner.at;
      scanner.skipBlanks();
      const byte = bytes[scanner.at];
      if (byte === HASH) this.#comment();
      else if (byte !== NEWLINE) this.#sample();
      scanner.at++;
    }
  }

  end(rest: Uint8Array): void {
    if (rest.length === 0) return;
    const scanner = this.#scanner;
    this.read(Buffer.concat([rest, Buffer.of(NEWLINE)]));
    scanner.at = scanner.lineStart;
    scanner.skipBlanks();
    // Blanks are the only thing that may stand before the end without a newline.
    if (scanner.bytes[scanner.at] === NEWLINE) return;
    scanner.fail('The last line does not end with a newline.', rest.length);
  }

  #sample(): void {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    if (!isNameStart(bytes[scanner.at]!)) scanner.fail('A metric name must stand here.');
    const family = scanner.name(this.#resolve);
    family.type ??= 'untyped';
    scanner.skipBlanks();
    if (bytes[scanner.at] === OPEN_BRACE) {
      scanner.at++;
      scanner.labels(family, LABELS);
      scanner.skipBlanks();
    } else scanner.noLabels(family);
    scanner.count(family);
    this.#value();
    if (bytes[scanner.at] !== NEWLINE) this.#timestamp();
  }

  #value(): void {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    const from = scanner.at;
    let at = from;
    let dots = 0;
    while (isDigit(bytes[at]!) || bytes[at] === 0x2e) {
      if (bytes[at] === 0x2e) dots++;
      at++;
    }
    const ended = bytes[at] === NEWLINE || isBlank(bytes[at]!);
    if (!ended || dots > 1 || at - from <= dots || at - from > SHORT) {
      while (bytes[at] !== NEWLINE && !isBlank(bytes[at]!)) at++;
      if (parseGoFloat(scanner.text(from, at)) === undefined) {
        scanner.fail(`A number must stand here, not ${scanner.quotedToken(from)}.`, from);
      }
    }
    scanner.at = at;
  }

  #timestamp(): void {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    scanner.skipBlanks();
    const from = scanner.at;
    let at = from;
    while (isDigit(bytes[at]!)) at++;
    if (bytes[at] !== NEWLINE || at === from || at - from > SHORT) {
      while (bytes[at] !== NEWLINE && !isBlank(bytes[at]!)) at++;
      if (!isGoInteger(scanner.text(from, at))) {
        const found = at === from ? 'a blank at the end' : scanner.quotedToken(from);
        scanner.fail(`A timestamp in milliseconds must stand here, not ${found}.`, from);
      }
    }
    scanner.at = at;
    if (bytes[at] !== NEWLINE) scanner.fail('Nothing may follow the timestamp.');
  }

  #comment(): void {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    scanner.at++;
    scanner.skipBlanks();
    const from = scanner.at;
    while (bytes[scanner.at] !== NEWLINE && !isBlank(bytes[scanner.at]!)) scanner.at++;
    const keyword = scanner.at - from === 4 ? scanner.text(from, scanner.at) : '';
    if (keyword !== 'HELP' && keyword !== 'TYPE') {
      scanner.at = bytes.indexOf(NEWLINE, scanner.at);
      return;
    }
    scanner.skipBlanks();
    if (bytes[scanner.at] === NEWLINE) return;
    if (!isNameStart(bytes[scanner.at]!)) scanner.fail('A metric name must stand here.');
    const nameFrom = scanner.at;
    while (isNamePart(bytes[scanner.at]!)) scanner.at++;
    // With the name alone the line is no word about a family; with a blank after it the family exists.
    if (bytes[scanner.at] === NEWLINE) return;
    if (!isBlank(bytes[scanner.at]!)) scanner.fail('A blank must follow the metric name.');
    scanner.at = nameFrom;
    const family = scanner.name(this.#resolve);
    scanner.skipBlanks();
    if (bytes[scanner.at] === NEWLINE) return;
    if (keyword === 'HELP') this.#help(family, nameFrom);
    else this.#type(family, nameFrom);
  }

  #help(family: ExpositionFamily, nameAt: number): void {
    const scanner = this.#scanner;
    if (family.help !== undefined) scanner.fail(`A second HELP of "${family.name}".`, nameAt);
    const end = scanner.bytes.indexOf(NEWLINE, scanner.at);
    let help = scanner.text(scanner.at, end);
    if (help.includes('\\')) {
      const wrong = /^(?:[^\\]|\\[\\n])*/.exec(help)![0];
      if (wrong.length < help.length) {
        scanner.fail(
          'Only \\\\ and \\n may be escaped in HELP.',
          scanner.at + Buffer.byteLength(wrong),
        );
      }
      help = help.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
    }
    family.help = help;
    scanner.at = end;
  }

  #type(family: ExpositionFamily, nameAt: number): void {
    const scanner = this.#scanner;
    if (family.type !== undefined) {
      scanner.fail(`A second TYPE of "${family.name}", or one after its samples.`, nameAt);
    }
    const end = scanner.bytes.indexOf(NEWLINE, scanner.at);
    const word = scanner.text(scanner.at, end);
    // promtool drops backslashes here and minds no case.
    const type = TYPES[word.replaceAll('\\', '').toUpperCase()];
    if (type === undefined) {
      scanner.fail(
        `The type must be counter, gauge, histogram, summary or untyped, not ${JSON.stringify(word.slice(0, 100))}.`,
      );
    }
    family.type = type;
    scanner.at = end;
  }

  /** `a_sum`, `a_count` and `a_bucket` belong to `a` if that is a summary or histogram and they are no family themselves. */
  #familyOf(name: string, at: number): ExpositionFamily {
    const { families } = this;
    const own = families.get(name);
    if (own !== undefined) return own;
    const summary = families.get(name.replace(/(?<=.)_(?:count|sum)$/, ''));
    if (summary?.type === 'summary') return summary;
    const histogram = families.get(name.replace(/(?<=.)_(?:count|sum|bucket)$/, ''));
    if (histogram?.type === 'histogram') return histogram;
    const { line, lineStart } = this.#scanner;
    const family = new ExpositionFamily(name, line, at - lineStart + 1);
    families.set(name, family);
    return family;
  }
}
