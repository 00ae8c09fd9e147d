const MIN_SLOTS = 1024;

/**
 * The series that were seen, as hashes of 63 bits in typed arrays: 16 to 32 bytes each, where a Set of strings would need
 * hundreds. Two of a million series are taken for one with a probability of 1 to 18 million.
 */
export class SeriesSet {
  #high = new Uint32Array(MIN_SLOTS);
  #low = new Uint32Array(MIN_SLOTS);
  #size = 0;

  /** @returns whether the hash was not there yet */
  add(high: number, low: number): boolean {
    // 0, 0 marks a free slot.
    const first = (high | 1) >>> 0;
    const second = low >>> 0;
    const mask = this.#high.length - 1;
    let slot = second & mask;
    while (this.#high[slot] !== 0) {
      if (this.#high[slot] === first && this.#low[slot] === second) return false;
      slot = (slot + 1) & mask;
    }
    this.#high[slot] = first;
    this.#low[slot] = second;
    this.#size++;
    if (this.#size * 2 > mask) this.#grow();
    return true;
  }

  #grow(): void {
    const high = this.#high;
    const low = this.#low;
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    const mask = this.#high.length - 1;
    for (let index = 0; index < high.length; index++) {
      if (high[index] === 0) continue;
      let slot = low[index]! & mask;
      while (this.#high[slot] !== 0) slot = (slot + 1) & mask;
      this.#high[slot] = high[index]!;
      this.#low[slot] = low[index]!;
    }
  }
}

/** Spreads every bit of a hash over all others. */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
