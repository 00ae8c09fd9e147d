import { expect, test } from 'vitest';
import { compareVersions, isVersion } from '../../../src/project/version.ts';

test('versions are ordered as the standard says', () => {
  const ordered = [
    ...['0.0.9', '0.1.0-alpha', '0.1.0-alpha.1', '0.1.0-alpha.beta', '0.1.0-beta', '0.1.0-beta.2'],
    ...['0.1.0-beta.11', '0.1.0-rc.1', '0.1.0', '0.1.1', '0.2.0', '0.10.0', '1.0.0', '10.0.0'],
  ];
  for (const [index, one] of ordered.entries()) {
    for (const [position, other] of ordered.entries()) {
      expect(Math.sign(compareVersions(one, other)), `${one} ${other}`).toBe(
        Math.sign(index - position),
      );
    }
  }
});

test.each(['1', '1.2', 'v1.2.3', '1.2.3\n', '', '../1.2.3', 1, null, undefined, {}])(
  '%j is no version',
  (value) => expect(isVersion(value)).toBe(false),
);
