import { expect, it } from 'vitest';
import { settingFindings } from '../../../src/conventions/index.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';

const found = (fields: Partial<SpecInput>) =>
  settingFindings(resolveSpec({ version: 1, name: 'shop', pattern: 'sidecar', ...fields }));
const subjects = (fields: Partial<SpecInput>) =>
  found(fields).map(({ level, rule, subject }) => `${level} ${rule} ${subject}`);

const PROBE: Partial<SpecInput> = { collectors: ['http-probe'] };

it('a probe that would wait longer than a scrape lasts', () => {
  expect(subjects({ ...PROBE, 'http-probe': { timeout_seconds: 9.5 } })).toEqual([]);
  const slow = { ...PROBE, 'http-probe': { timeout_seconds: 20 } };
  expect(subjects(slow)).toEqual(['warning probe-timeout http-probe.timeout_seconds']);
  expect(subjects({ ...slow, allow: { 'probe-timeout': 'scrape_timeout is 30s.' } })).toEqual([]);
});

it('an address with a password, which is not repeated', () => {
  const fields: Partial<SpecInput> = {
    collectors: ['http-probe', 'json-api'],
    'http-probe': { targets: { shop: 'https://me:secret@shop/', pay: 'https://me@pay/' } },
    'json-api': { url: 'http://:secret@localhost/' },
  };
  expect(subjects(fields)).toEqual([
    'error password-in-url json-api.url',
    'error password-in-url http-probe.targets.shop',
  ]);
  const [url, target] = found(fields).map(({ message }) => message);
  expect(url).toMatch(/JSON_API_URL .* JSON_API_HEADERS_FILE$/);
  expect(target).toContain('HTTP_PROBE_TARGETS');
  expect(JSON.stringify(found(fields))).not.toContain('secret');
  expect(subjects({ ...fields, allow: { 'password-in-url': 'It is public.' } })).toEqual([]);
});
