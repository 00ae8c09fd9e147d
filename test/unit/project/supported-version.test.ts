import { expect, test } from 'vitest';
import { isSupported, NODE_VERSIONS as NODE } from '../../../src/project/supported-version.ts';

test.each([
  ['v22.16.0', NODE, true],
  ['v22.15.9', NODE, false],
  ['v22.20.1', NODE, true],
  ['v23.11.0', NODE, false],
  ['v24.0.0', NODE, true],
  ['v25.1.0', NODE, false],
  ['v26.0.0', NODE, true],
  ['v31.0.0', NODE, true],
  ['v20.20.2', NODE, false],
  ['Python 3.11.2', '>=3.11', true],
  ['Python 3.9.18', '>=3.11', false],
  ['Python 4.0.0', '>=3.11', true],
  ['v20.20.2', '22.x', true],
])('%s and %s: %s', (version, range, supported) => {
  expect(isSupported(version, range)).toBe(supported);
});
