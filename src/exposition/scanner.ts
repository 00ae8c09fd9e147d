import { isUtf8 } from 'node:buffer';
import {
  BACKSLASH,
  CLOSE_BRACE,
  COMMA,
  EQUALS,
  isBlank,
  isLabelPart,
  isLabelStart,
  isNamePart,
  isNameStart,
  NEWLINE,
  QUOTE,
  startsWith,
} from './bytes.ts';
import { type ExpositionFamily, OWN_LABEL } from './family.ts';
import type { LabelShape } from './label-shape.ts';
import { parseGoFloat } from './numbers.ts';
import { SeriesSet } from './series-set.ts';
import { ExpositionSyntaxError } from './syntax-error.ts';

/** Slots for names that were resolved already; a power of two. */
const NAME_SLOTS = 1024;

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What may follow a backslash. */
const ESCAPED: ReadonlySet<number> = new Set([BACKSLASH, QUOTE, 0x6e]);

/**
 * Reads bytes that end with a newline, token by token. The newline stops every loop, so none of them looks for the end.
 * Nothing becomes a string that was seen before.
 */
export class Scanner {
  bytes: Uint8Array = new Uint8Array();
  at = 0;
  /** 1-based. */
  line = 0;
  lineStart = 0;
  /** Of the metric name read last, without quotes. */
  nameLength = 0;
  readonly #lenient: boolean;
  /** Of the label set read last, as far as the order of its names does not matter. */
  #high = 0;
  #low = 0;
  #shape: LabelShape | undefined;
  /** The own label of the type, or NaN. */
  #bound = Number.NaN;
  #boundKey = 0;
  readonly #series = new SeriesSet();
  readonly #names: ({ bytes: Uint8Array; family: ExpositionFamily } | undefined)[] = new Array(
    NAME_SLOTS,
  ).fill(undefined);

  /** @param lenient whether there may be blanks between tokens, names in quotes and a comma after the last label */
  constructor({ lenient }: { lenient: boolean }) {
    this.#lenient = lenient;
  }

  /** @throws ExpositionSyntaxError at `at` */
  fail(message: string, at = this.at): never {
    const column = Buffer.from(this.bytes.subarray(this.lineStart, at)).toString().length + 1;
    throw new ExpositionSyntaxError(this.line, column, message);
  }

  text(from: number, to: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from).toString();
  }

  /** The token up to the next blank or newline, quoted for a message. */
  quotedToken(from: number): string {
    let to = from;
    while (!isBlank(this.bytes[to]!) && this.bytes[to] !== NEWLINE) to++;
    return JSON.stringify(this.text(from, Math.min(to, from + 100)));
  }

  skipBlanks(): void {
    while (isBlank(this.bytes[this.at]!)) this.at++;
  }

  /** Reads a metric name; `resolve` is asked for what it belongs to, mostly once. */
  name(resolve: (name: string, at: number) => ExpositionFamily): ExpositionFamily {
    const { bytes } = this;
    const from = this.at;
    let to = from;
    let hash = 0;
    while (isNamePart(bytes[to]!)) {
      hash = (Math.imul(hash, 31) + bytes[to]!) | 0;
      to++;
    }
    if (bytes[to] === QUOTE && this.#lenient) return this.quotedName(resolve);
    if (!isNameStart(bytes[from]!)) this.fail('A metric name must stand here.');
    this.at = to;
    this.nameLength = to - from;
    const slot = (hash ^ (hash >>> 10)) & (NAME_SLOTS - 1);
    const known = this.#names[slot];
    if (known?.bytes.length === to - from && startsWith(bytes, from, known.bytes)) {
      return known.family;
    }
    const family = resolve(this.text(from, to), from);
    this.#names[slot] = { bytes: copyOf(bytes.subarray(from, to)), family };
    return family;
  }

  /** The same for a metric name that may have quotes. */
  quotedName(
    resolve: (name: string, at: number) => ExpositionFamily,
    isPart = isNamePart,
  ): ExpositionFamily {
    const from = this.at;
    const name = this.nameToken(isPart);
    this.checkMetricName(name, from);
    this.nameLength = name.length;
    return resolve(name, from);
  }

  /**
   * Reads a name that may have quotes, without checking what is in them. promtool knows them at the end of a name, too:
   * `a"b"` is `ab`.
   */
  nameToken(isPart = isNamePart): string {
    const { bytes } = this;
    const from = this.at;
    if (!isNameStart(bytes[from]!) && bytes[from] !== QUOTE) this.fail('A name must stand here.');
    while (isPart(bytes[this.at]!)) this.at++;
    const start = this.text(from, this.at);
    if (bytes[this.at] !== QUOTE) return start;
    const open = this.at++;
    while (bytes[this.at] !== QUOTE) {
      if (bytes[this.at] === BACKSLASH && !ESCAPED.has(bytes[++this.at]!)) {
        this.fail('Only \\\\, \\" and \\n may be escaped in a name.', this.at - 1);
      }
      if (bytes[this.at] === NEWLINE) this.fail('The name has no closing quote.', open);
      this.at++;
    }
    return start + this.text(open + 1, this.at++);
  }

  /** Prometheus 3 takes any name in quotes, promtool only those that need none. */
  checkMetricName(name: string, at: number): void {
    if (METRIC_NAME.test(name)) return;
    this.fail(
      'promtool takes metric names of letters, digits, "_" and ":" only, in quotes as well, and no digit at their start.',
      at,
    );
  }

  /** Begins a label set, which may stay empty. */
  noLabels(family: ExpositionFamily): void {
    this.#shape = family.shapes;
    this.#high = 0;
    this.#low = 0;
    this.#bound = Number.NaN;
    this.#boundKey = 0;
  }

  /** Reads from behind the opening brace to behind the closing one. */
  labels(family: ExpositionFamily): void {
    const { bytes } = this;
    const lenient = this.#lenient;
    const own = OWN_LABEL[family.type ?? 'untyped'];
    let shape = family.shapes;
    let first = true;
    this.noLabels(family);
    for (;;) {
      if (lenient) this.skipBlanks();
      if (bytes[this.at] === CLOSE_BRACE && (lenient || first)) break;
      const from = this.at;
      while (isLabelPart(bytes[this.at]!)) this.at++;
      const to = this.at;
      const quoted = lenient && bytes[to] === QUOTE ? this.#quotedLabel(from) : undefined;
      if (quoted === undefined && !isLabelStart(bytes[from]!)) {
        this.fail('A label name must stand here.', from);
      }
      if (lenient) this.skipBlanks();
      if (bytes[this.at] !== EQUALS) this.fail('"=" must follow the label name.');
      this.at++;
      if (lenient) this.skipBlanks();
      if (bytes[this.at] !== QUOTE) this.fail('The label value must begin with a quote.');
      this.at++;
      const followed = quoted === undefined ? shape.follow(bytes, from, to) : undefined;
      const name = followed === undefined ? (quoted ?? this.text(from, to)) : undefined;
      if (name !== undefined && name === own) this.#ownLabel(family);
      else {
        shape = followed ?? this.#newName(shape, name!, from);
        this.#value(shape.high, shape.low);
      }
      first = false;
      if (lenient) this.skipBlanks();
      if (bytes[this.at] === CLOSE_BRACE) break;
      if (bytes[this.at] !== COMMA) this.fail('"," or "}" must follow the label value.');
      this.at++;
    }
    this.at++;
    this.#shape = shape;
  }

  /** Whether the label set read last has the own label of the type. */
  get hasBound(): boolean {
    return this.#boundKey !== 0;
  }

  /**
   * Counts a sample with the label set read last.
   * @param time at different ones samples of the same labels are not repeated
   */
  count(family: ExpositionFamily, time = 0): void {
    family.samples++;
    const shape = this.#shape!;
    // The samples of a histogram or summary are one metric, in whatever order each of them has its labels.
    const merged = OWN_LABEL[family.type ?? 'untyped'] !== undefined;
    const id = merged ? family.shapes.id : shape.id;
    const isNew = this.#series.add(
      mix(this.#high ^ id),
      mix(this.#low + Math.imul(id, 0x9e3779b1) + (merged ? 0 : time)),
    );
    if (!merged || isNew) shape.metrics++;
    if (!merged && !isNew) family.repeated++;
    if (merged && !family.knowsBound(this.#boundKey)) family.addBound(this.#boundKey, this.#bound);
  }

  #quotedLabel(from: number): string {
    this.at = from;
    const name = this.nameToken();
    if (!LABEL_NAME.test(name)) {
      this.fail(
        'promtool takes label names of letters, digits and "_" only, in quotes as well, and no digit at their start.',
        from,
      );
    }
    return name;
  }

  #newName(shape: LabelShape, name: string, at: number): LabelShape {
    const known = shape.children.has(name);
    if (name === '__name__') this.fail('The label name "__name__" is reserved.', at);
    if (!known && shape.has(name)) this.fail(`The label "${name}" is there twice.`, at);
    return shape.child(name);
  }

  /** `le` or `quantile`: a number, which most samples of the family have had before. */
  #ownLabel(family: ExpositionFamily): void {
    const from = this.at;
    const high = this.#high;
    const low = this.#low;
    this.#value(1, 1);
    // 53 bits are as many as a number keeps. The seeds keep an empty bound apart from none.
    this.#boundKey = ((this.#high - high) >>> 0) * 0x200000 + ((this.#low - low) >>> 11);
    this.#high = high;
    this.#low = low;
    if (family.knowsBound(this.#boundKey)) return;
    const text = this.text(from, this.at - 1);
    const bound = parseGoFloat(text);
    if (bound === undefined)
      this.fail(`The bound must be a number, not ${JSON.stringify(text)}.`, from);
    // To promtool NaN is none.
    if (Number.isNaN(bound)) this.#boundKey = 0;
    this.#bound = bound;
  }

  /** Reads from behind the opening quote to behind the closing one and adds the value to the hashes. */
  #value(seedHigh: number, seedLow: number): void {
    const { bytes } = this;
    const from = this.at;
    let at = from;
    let high = seedHigh;
    let low = seedLow;
    let bits = 0;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === QUOTE) break;
      if (byte === NEWLINE) this.fail('The label value has no closing quote.', from - 1);
      if (byte === BACKSLASH) {
        at++;
        if (!ESCAPED.has(bytes[at]!)) {
          this.fail('Only \\\\, \\" and \\n may be escaped in a label value.', at - 1);
        }
        high = Math.imul(high ^ byte, 0x01000193);
        low = Math.imul(low ^ byte, 0x5bd1e995);
      }
      const char = bytes[at]!;
      bits |= char;
      high = Math.imul(high ^ char, 0x01000193);
      low = Math.imul(low ^ char, 0x5bd1e995);
      low ^= low >>> 15;
      at++;
    }
    if (bits > 127 && !isUtf8(bytes.subarray(from, at))) {
      this.fail('The label value is not UTF-8.', from);
    }
    this.at = at + 1;
    this.#high = (this.#high + mix(high)) | 0;
    this.#low = (this.#low + mix(low)) | 0;
  }
}

/** A view, and so what Buffer calls a slice, would keep the whole piece of the stream in memory. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** Spreads every bit over all others. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
