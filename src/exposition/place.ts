/** The sample that something is to be said about. */
export interface SamplePlace {
  /** 1-based, like the column. */
  line: number;
  column: number;
  /** Name and labels, as they are written. */
  series: string;
}
