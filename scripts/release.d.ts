interface PackageWords {
  version: string;
  repository?: string | { url: string };
}
export declare function releaseProblems(
  tag: string,
  pack: PackageWords,
  address?: string,
): string[];
export declare function releaseNotes(changelog: string, version: string): string;
