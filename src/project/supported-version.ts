/** The versions of Node.js that a generated project runs on. */
export const NODE_VERSIONS = '^22.16 || ^24 || >=26';

/** Why an interpreter cannot run a project, as a sentence. */
export function versionProblem(
  command: string,
  version: string,
  range: string,
): string | undefined {
  if (isSupported(version, range)) return undefined;
  return `${command} is ${version}, and the project asks for ${range}. Put such a version first on PATH.`;
}

/**
 * Whether a version is among those a project asks for, in the forms that are generated: `^22.16 || ^24 || >=26`. A range
 * somebody wrote in another form is not judged.
 */
export function isSupported(version: string, range: string): boolean {
  const found = numbersOf(version);
  return range.split('||').some((alternative) => {
    const match = /^\s*(\^|>=)\s*(\d+(?:\.\d+)*)\s*$/.exec(alternative);
    if (!match) return true;
    const lowest = numbersOf(match[2]!);
    if (match[1] === '^' && found[0] !== lowest[0]) return false;
    const differing = lowest.findIndex((number, index) => number !== (found[index] ?? 0));
    return differing === -1 || (found[differing] ?? 0) > lowest[differing]!;
  });
}

function numbersOf(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}
