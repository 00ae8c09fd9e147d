import {
  CLOSE_BRACE,
  COMMA,
  HASH,
  isBlank,
  isDigit,
  isLabelPart,
  NEWLINE,
  OPEN_BRACE,
} from './bytes.ts';
import { ExpositionFamily, isHistogram, type SampleType } from './family.ts';
import type { ExpositionFormat } from './format.ts';
import { checkMetricName, nameToken } from './names.ts';
import { isGoInteger, parseGoFloat } from './numbers.ts';
import { Scanner } from './scanner.ts';

/** Gauge histograms are none of the text format's, but promtool takes them by both of their names. */
const TYPES: Record<string, SampleType> = {
  COUNTER: 'counter',
  GAUGE: 'gauge',
  HISTOGRAM: 'histogram',
  SUMMARY: 'summary',
  UNTYPED: 'untyped',
  GAUGEHISTOGRAM: 'gauge_histogram',
  GAUGE_HISTOGRAM: 'gauge_histogram',
};

/** Digits whose number surely fits 64 bits, so that it needs no second look. */
const SHORT = 18;

/**
 * The text format 0.0.4, accepted and refused as `promtool check metrics` does. Its parser is more lenient than the
 * documentation (`a+1` is a sample, `#HELP` a HELP line, types in any case) and stricter (no blank at the end of a
 * sample, no carriage return, no missing newline at the end, no name in quotes that needs them); all of that is kept.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export class TextFormat implements ExpositionFormat {
  readonly families = new Map<string, ExpositionFamily>();
  readonly #scanner = new Scanner({ lenient: true });
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
    const isInside = bytes[scanner.at] === OPEN_BRACE;
    const family = isInside ? this.#nameInside() : scanner.name(this.#resolve);
    family.type ??= 'untyped';
    scanner.skipBlanks();
    if (isInside || bytes[scanner.at] === OPEN_BRACE) {
      if (!isInside) scanner.at++;
      scanner.labels(family);
      scanner.skipBlanks();
    } else scanner.noLabels(family);
    scanner.count(family);
    const from = scanner.at;
    this.#value(family);
    const to = scanner.at;
    const time = bytes[scanner.at] === NEWLINE ? 0 : this.#timestamp();
    if (isHistogram(family)) scanner.compare(family, scanner.number(from, to), time);
  }

  /** `{"name", label="value"}`: a name as the first in the braces, and the comma behind it. */
  #nameInside(): ExpositionFamily {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    const from = scanner.at++;
    scanner.skipBlanks();
    // promtool reads it as it reads labels, so that a colon needs quotes.
    const family = scanner.quotedName(this.#resolve, isLabelPart);
    scanner.skipBlanks();
    if (bytes[scanner.at] === COMMA) scanner.at++;
    else if (bytes[scanner.at] !== CLOSE_BRACE) {
      scanner.fail(
        'A metric name must stand before the braces, or alone as the first in them.',
        from,
      );
    }
    return family;
  }

  #value(family: ExpositionFamily): void {
    const scanner: Scanner = this.#scanner;
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
      const value = parseGoFloat(scanner.text(from, at));
      if (value === undefined) {
        scanner.fail(`A number must stand here, not ${scanner.quotedToken(from)}.`, from);
      }
      if (value < 0 && this.#isPopulation(family)) {
        scanner.fail('The count and the buckets of a histogram must not be negative.', from);
      }
    }
    scanner.at = at;
  }

  /** Whether the sample says how many values a histogram or one of its buckets has. */
  #isPopulation(family: ExpositionFamily): boolean {
    if (!isHistogram(family)) return false;
    const suffix = this.#scanner.nameLength - family.name.length;
    return suffix === '_count'.length || (suffix !== '_sum'.length && this.#scanner.hasBound);
  }

  /** @returns 32 bits of it, which tell it from others */
  #timestamp(): number {
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
    return Number(scanner.text(from, at)) | 0;
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
    const nameFrom = scanner.at;
    const name = nameToken(scanner);
    // With the name alone the line is no word about a family; with a blank after it the family exists.
    if (bytes[scanner.at] === NEWLINE) return;
    if (!isBlank(bytes[scanner.at]!)) scanner.fail('A blank must follow the metric name.');
    checkMetricName(scanner, name, nameFrom);
    const family = this.#familyOf(name, nameFrom);
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
      const wrong = /^(?:[^\\]|\\[\\n"])*/.exec(help)![0];
      if (wrong.length < help.length) {
        scanner.fail(
          'Only \\\\, \\" and \\n may be escaped in HELP.',
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
        `The type must be counter, gauge, histogram, gaugehistogram, summary or untyped, not ${JSON.stringify(word.slice(0, 100))}.`,
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
    if (histogram && isHistogram(histogram)) return histogram;
    const { line, lineStart } = this.#scanner;
    const family = new ExpositionFamily(name, line, at - lineStart + 1);
    families.set(name, family);
    return family;
  }
}
