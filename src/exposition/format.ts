import type { ExpositionFamily } from './family.ts';

/** A reader of one format, fed with whole lines. */
export interface ExpositionFormat {
  /** Families by name, in the order they appear; those without a sample, too. */
  readonly families: ReadonlyMap<string, ExpositionFamily>;
  /**
   * @param bytes ends with a newline
   * @throws ExpositionSyntaxError
   */
  read(bytes: Uint8Array): void;
  /**
   * @param rest what comes after the last newline
   * @throws ExpositionSyntaxError
   */
  end(rest: Uint8Array): void;
}
