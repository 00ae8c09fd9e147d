import { expect, test } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { cleanEnvironment } from '../../../src/verify/environment.ts';

test('settings of the program are left out, and everything else stays', () => {
  const spec = resolveSpec({ version: 1, name: 'shop', collectors: ['mongodb'] });
  const settings = {
    ...{ HOST: 'a', PORT: '1', WEB_LISTEN_ADDRESS: ':1', LOG_LEVEL: 'debug', MONGODB_URI: 'a' },
    ...{ MONGODB_URI_FILE: 'a', COLLECTOR_MONGODB: 'false', COLLECTOR_MONGODB_MAX_SERIES: '1' },
  };
  const others = { PATH: '/bin', TEST_DATABASE_URL: 'a' };
  expect(cleanEnvironment({ ...settings, ...others }, spec, '/tmp/x')).toEqual({
    ...others,
    ...{ TMPDIR: '/tmp/x', TEMP: '/tmp/x', TMP: '/tmp/x' },
  });
});
