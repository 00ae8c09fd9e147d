import { startsWith } from './bytes.ts';

/** Bits of two independent hashes of a label name, from which those of its value go on. */
interface Seed {
  high: number;
  low: number;
}

/**
 * The names of a label set, in the order they are written: a path from the root of its family. Samples of a family
 * mostly have the same names, so following the last path costs a comparison of bytes and makes no string.
 */
export class LabelShape implements Seed {
  /** Label name; empty at the root. */
  readonly name: string;
  readonly parent: LabelShape | undefined;
  readonly bytes: Uint8Array;
  /** Tells the orders of the same names apart. */
  readonly id: number;
  readonly high: number;
  readonly low: number;
  /** Metrics with exactly these names; the buckets of a histogram are one metric. */
  metrics = 0;
  readonly children = new Map<string, LabelShape>();
  #last: LabelShape | undefined;

  static #made = 0;

  constructor(name = '', parent?: LabelShape) {
    this.name = name;
    this.parent = parent;
    this.bytes = Buffer.from(name, 'latin1');
    this.id = ++LabelShape.#made;
    let high = 0x811c9dc5;
    let low = 0x1b873593;
    for (const byte of this.bytes) {
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul(low ^ byte, 0x5bd1e995);
      low ^= low >>> 15;
    }
    this.high = high;
    this.low = low;
  }

  /** The shape with one more name, if it is the one that was followed last. */
  follow(bytes: Uint8Array, from: number, to: number): LabelShape | undefined {
    const last = this.#last;
    if (last === undefined || last.bytes.length !== to - from) return undefined;
    return startsWith(bytes, from, last.bytes) ? last : undefined;
  }

  /** The shape with one more name, made where there is none yet. */
  child(name: string): LabelShape {
    let child = this.children.get(name);
    if (child === undefined) {
      child = new LabelShape(name, this);
      this.children.set(name, child);
    }
    this.#last = child;
    return child;
  }

  /** Whether the name is on the way from the root to here. */
  has(name: string): boolean {
    for (let shape: LabelShape | undefined = this; shape?.parent; shape = shape.parent) {
      if (shape.name === name) return true;
    }
    return false;
  }
}
