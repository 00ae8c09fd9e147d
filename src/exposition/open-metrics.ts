import { HASH, NEWLINE, OPEN_BRACE, SPACE } from './bytes.ts';
import { ExpositionFamily, isHistogram, type SampleType } from './family.ts';
import type { ExpositionFormat } from './format.ts';
import { parseGoFloat } from './numbers.ts';
import { Scanner } from './scanner.ts';

const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?inf(?:inity)?|nan)$/i;
const TIMESTAMP = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Characters of names and values of an exemplar's labels. */
const MAX_EXEMPLAR = 128;

const TYPES: Record<string, SampleType> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  gaugehistogram: 'gauge_histogram',
  summary: 'summary',
  info: 'info',
  stateset: 'stateset',
  unknown: 'untyped',
};

/** What the samples of a type are called, after the name of the family. */
const SUFFIXES: Record<SampleType, readonly string[]> = {
  counter: ['_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_count', '_sum', '_created'],
  gauge_histogram: ['_bucket', '_gcount', '_gsum'],
  summary: ['', '_count', '_sum', '_created'],
  untyped: [''],
  info: ['_info'],
  stateset: [''],
};

/**
 * OpenMetrics 1.0, as far as its grammar and the order of its lines go: one blank between the tokens, families in one
 * piece, names of samples that fit the type, `# EOF` at the end. Values are not compared with each other.
 * Source: https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export class OpenMetrics implements ExpositionFormat {
  readonly families = new Map<string, ExpositionFamily>();
  readonly #scanner = new Scanner({ lenient: false });
  /** The one family that lines may be about. */
  #current: ExpositionFamily | undefined;
  #ended = false;

  read(bytes: Uint8Array): void {
    const scanner = this.#scanner;
    scanner.bytes = bytes;
    scanner.at = 0;
    while (scanner.at < bytes.length) {
      scanner.line++;
      scanner.lineStart = scanner.at;
      if (this.#ended) scanner.fail('Nothing may follow "# EOF".');
      if (bytes[scanner.at] === HASH) this.#comment();
      else this.#sample();
      if (bytes[scanner.at] !== NEWLINE) scanner.fail('The line must end here.');
      scanner.at++;
    }
  }

  end(rest: Uint8Array): void {
    if (rest.length > 0) this.read(Buffer.concat([rest, Buffer.of(NEWLINE)]));
    const scanner = this.#scanner;
    if (!this.#ended) {
      scanner.line++;
      scanner.lineStart = scanner.at;
      scanner.fail('The text must end with "# EOF".');
    }
  }

  #comment(): void {
    const scanner = this.#scanner;
    const end = scanner.bytes.indexOf(NEWLINE, scanner.at);
    const text = scanner.text(scanner.at, end);
    if (text === '# EOF') {
      this.#ended = true;
    } else {
      const parts = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(text);
      if (parts === null) {
        scanner.fail('A "#" begins "# HELP name …", "# TYPE name …", "# UNIT name …" or "# EOF".');
      }
      const [, keyword, name, words] = parts as unknown as [string, string, string, string];
      this.#metadata(keyword, this.#described(name), words);
    }
    scanner.at = end;
  }

  /** The family that metadata is about; its samples must still be to come. */
  #described(name: string): ExpositionFamily {
    const scanner = this.#scanner;
    const known = this.families.get(name);
    if (known !== undefined && known !== this.#current) {
      scanner.fail(
        `The family "${name}" was there before; its lines must stand together.`,
        scanner.at + 7,
      );
    }
    if (known !== undefined && known.samples > 0) {
      scanner.fail(`Metadata of "${name}" must stand before its samples.`, scanner.at + 7);
    }
    return known ?? this.#begin(name, 8);
  }

  #metadata(keyword: string, family: ExpositionFamily, words: string): void {
    const scanner = this.#scanner;
    const { name } = family;
    const at = scanner.at + '# TYPE '.length + name.length + 1;
    const once = (value: unknown) => {
      if (value !== undefined) scanner.fail(`A second ${keyword} of "${name}".`, scanner.at + 7);
    };
    if (keyword === 'HELP') {
      once(family.help);
      family.help = words.replace(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
    } else if (keyword === 'TYPE') {
      once(family.type);
      if (!Object.hasOwn(TYPES, words)) {
        scanner.fail(`The type must be one of ${Object.keys(TYPES).join(', ')}.`, at);
      }
      family.type = TYPES[words];
      if (words === 'counter') family.suffix = '_total';
      if (words === 'info') family.suffix = '_info';
    } else {
      once(family.unit);
      if (words !== '' && !name.endsWith(`_${words}`)) {
        scanner.fail(`The name of a family must end with its unit: "_${words}".`, at);
      }
      family.unit = words;
    }
  }

  #sample(): void {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    const from = scanner.at;
    const family = scanner.name((name) => this.#familyOf(name));
    if (family !== this.#current) {
      scanner.fail(`The samples of "${family.name}" must stand together.`, from);
    }
    family.type ??= 'untyped';
    const suffix = scanner.at - from - family.name.length;
    const isTotal = suffix === '_total'.length && family.type === 'counter';
    const isBucket = suffix === '_bucket'.length && bytes[from + family.name.length + 1] === 0x62;
    if (bytes[scanner.at] === OPEN_BRACE) {
      scanner.at++;
      scanner.labels(family);
    } else scanner.noLabels(family);
    if (isBucket && !scanner.hasBound) scanner.fail('A bucket must have the label "le".', from);
    const value = this.#number(NUMBER, 'A number');
    let seconds = 0;
    if (bytes[scanner.at] === SPACE && bytes[scanner.at + 1] !== HASH) {
      seconds = Number(this.#number(TIMESTAMP, 'A timestamp in seconds'));
    }
    // Prometheus keeps milliseconds; 32 bits of them are enough for a hash.
    const time = Math.round(seconds * 1_000) | 0;
    // When a counter began is said beside it and has the same labels; it is no second metric.
    if (family.type === 'counter' && !isTotal) family.samples++;
    else scanner.count(family, time);
    if (isHistogram(family)) scanner.compare(family, parseGoFloat(value)!, time);
    if (bytes[scanner.at] === NEWLINE) return;
    if (!isTotal && !isBucket) {
      scanner.fail('Only totals and buckets may have an exemplar.');
    }
    this.#exemplar();
  }

  #number(pattern: RegExp, what: string): string {
    const scanner = this.#scanner;
    const { bytes } = scanner;
    if (bytes[scanner.at] !== SPACE) scanner.fail('One blank must stand here.');
    const from = ++scanner.at;
    while (bytes[scanner.at] !== SPACE && bytes[scanner.at] !== NEWLINE) scanner.at++;
    const text = scanner.text(from, scanner.at);
    if (pattern.test(text)) return text;
    return scanner.fail(`${what} must stand here, not ${scanner.quotedToken(from)}.`, from);
  }

  #exemplar(): void {
    const scanner = this.#scanner;
    const end = scanner.bytes.indexOf(NEWLINE, scanner.at);
    const text = scanner.text(scanner.at, end);
    const parts =
      /^ # \{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*"(?:,(?=[a-zA-Z_])|(?=\})))*)\} (\S+)(?: (\S+))?$/.exec(
        text,
      );
    const [, labels = '', value = '', timestamp = '0'] = parts ?? [];
    if (!NUMBER.test(value) || !TIMESTAMP.test(timestamp)) {
      scanner.fail('An exemplar is written " # {label="value"} value timestamp".');
    }
    const characters = [...labels.replace(/="|",?/g, '').replace(/\\(.)/g, '$1')].length;
    if (characters > MAX_EXEMPLAR) {
      scanner.fail(`The labels of an exemplar have ${MAX_EXEMPLAR} characters at most.`);
    }
    scanner.at = end;
  }

  /** The family whose samples may be called so: the one that is being read, or one of its own. */
  #familyOf(name: string): ExpositionFamily {
    const scanner = this.#scanner;
    const current = this.#current;
    const suffixes = SUFFIXES[current?.type ?? 'untyped'];
    if (current !== undefined && suffixes.some((suffix) => name === current.name + suffix)) {
      return current;
    }
    if (name === current?.name) {
      const names = suffixes.map((suffix) => `"${name}${suffix}"`).join(', ');
      scanner.fail(`The samples of this family must be called ${names}.`, scanner.lineStart);
    }
    const known = this.families.get(name);
    if (known !== undefined) return known;
    return this.#begin(name, 1);
  }

  #begin(name: string, column: number): ExpositionFamily {
    const family = new ExpositionFamily(name, this.#scanner.line, column);
    this.families.set(name, family);
    this.#current = family;
    return family;
  }
}
