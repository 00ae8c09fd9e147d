import { isUtf8 } from 'node:buffer';
import {
  BACKSLASH,
  CLOSE_BRACE,
  COMMA,
  copyOf,
  EQUALS,
  ESCAPED,
  isLabelPart,
  isLabelStart,
  isNamePart,
  isNameStart,
  NEWLINE,
  QUOTE,
  startsWith,
} from './bytes.ts';
import { Cursor } from './cursor.ts';
import { type ExpositionFamily, OWN_LABEL } from './family.ts';
import type { LabelShape } from './label-shape.ts';
import { checkMetricName, childFor, labelNameToken, nameToken } from './names.ts';
import { parseGoFloat } from './numbers.ts';
import { mix, SeriesSet } from './series-set.ts';

/** Slots for names that were resolved already; a power of two. */
const NAME_SLOTS = 1024;

/**
 * Reads bytes that end with a newline, token by token. The newline stops every loop, so none of them looks for the end.
 * Nothing becomes a string that was seen before.
 */
export class Scanner extends Cursor {
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
  /** Where the series of the sample ends: behind its labels, or its name. */
  #seriesEnd = 0;
  readonly #series = new SeriesSet();
  readonly #names: ({ bytes: Uint8Array; family: ExpositionFamily } | undefined)[] = new Array(
    NAME_SLOTS,
  ).fill(undefined);

  /** @param lenient whether there may be blanks between tokens, names in quotes and a comma after the last label */
  constructor({ lenient }: { lenient: boolean }) {
    super();
    this.#lenient = lenient;
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
    const name = nameToken(this, isPart);
    checkMetricName(this, name, from);
    this.nameLength = name.length;
    return resolve(name, from);
  }

  /** Begins a label set, which may stay empty. */
  noLabels(family: ExpositionFamily): void {
    this.#shape = family.shapes;
    this.#high = 0;
    this.#low = 0;
    this.#bound = Number.NaN;
    this.#boundKey = 0;
    this.#seriesEnd = this.at;
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
      const quoted = lenient && bytes[to] === QUOTE ? labelNameToken(this, from) : undefined;
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
        shape = followed ?? childFor(this, shape, name!, from);
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
    this.#seriesEnd = this.at;
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
    if (!merged && !isNew) {
      family.repeated++;
      family.repeatedAt ??= this.#place();
    }
    if (merged) family.addBound(this.#boundKey, this.#bound);
  }

  /** Compares what a sample of a histogram counts with what the others do, if it counts something. */
  compare({ name, type, buckets }: ExpositionFamily, value: number, time = 0): void {
    const isGauge = type === 'gauge_histogram';
    const suffix = this.nameLength - name.length;
    const key = ((this.#high ^ mix(time)) >>> 0) * 0x200000 + (this.#low >>> 11);
    if (suffix === '_bucket'.length && this.hasBound) {
      buckets.addBucket(key, this.#bound, value, this.#place);
    } else if (suffix === '_count'.length || (isGauge && suffix === '_gcount'.length)) {
      buckets.addCount(key, value, this.#place);
    }
  }

  readonly #place = () => this.place(this.#seriesEnd);

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
    const known = family.knownBound(this.#boundKey);
    if (known !== undefined) {
      this.#bound = known;
      return;
    }
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
