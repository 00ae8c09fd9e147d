import { describe, expect, test } from 'vitest';
import { specFindings } from '../../../src/commands/spec-findings.ts';
import { collectorFamilies } from '../../../src/spec/collector-families.ts';
import { ownFamilies } from '../../../src/spec/own-families.ts';
import { PRESETS } from '../../../src/spec/preset-names.ts';
import { inNamespace, readPreset } from '../../../src/spec/presets.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

describe('a preset in another namespace', () => {
  test.each(PRESETS)('%s: every metric begins with it, and nothing is to be said', async (name) => {
    const input = inNamespace(await readPreset(name), 'acme');
    const spec = resolveSpec(input);
    const families = [
      ...spec.metrics,
      ...Object.values(ownFamilies(spec)),
      ...Object.values(collectorFamilies(spec)).flat(),
    ].map((family) => family.name);
    expect(families.filter((family) => !family.startsWith('acme_'))).toEqual([]);
    expect(specFindings(input, spec)).toEqual([]);
  });

  test('its own is the one it has', async () => {
    const preset = await readPreset('http-service');
    expect(inNamespace(preset, 'http')).toBe(preset);
  });

  test('metrics without the former one get the new one, and those of HTTP keep their word', async () => {
    const { http, metrics, allow } = inNamespace(await readPreset('http-service'), 'acme');
    expect(http).toEqual({
      requests: 'acme_http_requests_total',
      duration: 'acme_http_response_time_seconds',
      in_progress: 'acme_http_requests_in_progress',
    });
    expect(metrics!.map(({ name }) => name)).toEqual(['acme_active_users']);
    expect(allow).toEqual({});
  });
});
