export interface GoldenProject {
  /** Directory under test/golden/. */
  name: string;
  /** Flags that make it. */
  flags: string[];
}
export declare function goldenProjects(): Promise<GoldenProject[]>;
export declare function writeGolden(flags: string[], directory: string): Promise<void>;
export declare function renewGolden(
  directory: string,
  projects: GoldenProject[],
  told: (name: string) => void,
): Promise<void>;
