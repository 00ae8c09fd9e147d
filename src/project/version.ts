const VERSION = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,100}))?$/;

/** Whether a value is a version as npm packages have it: `1.2.3` or `1.2.3-beta.1`. */
export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && VERSION.test(value);
}

/**
 * The order of two versions by the rules of https://semver.org/#spec-item-11.
 * @returns below 0 if the first is older, above 0 if it is newer
 */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)];
  for (const index of [0, 1, 2]) {
    const difference = first.numbers[index]! - second.numbers[index]!;
    if (difference !== 0) return difference;
  }
  return comparePreReleases(first.preRelease, second.preRelease);
}

function partsOf(version: string): { numbers: number[]; preRelease: string[] } {
  const [, major, minor, patch, preRelease] = VERSION.exec(version)!;
  return {
    numbers: [major, minor, patch].map(Number),
    preRelease: preRelease === undefined ? [] : preRelease.split('.'),
  };
}

/** A release comes after its pre-releases; numbers come before words. */
function comparePreReleases(one: string[], other: string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [isNumber, againstNumber] = [/^\d+$/.test(part), /^\d+$/.test(against)];
    if (isNumber && againstNumber) return Number(part) - Number(against);
    if (isNumber !== againstNumber) return isNumber ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
