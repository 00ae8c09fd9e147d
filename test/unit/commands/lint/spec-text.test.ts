import { expect, it } from 'vitest';
import { lintSpecText } from '../../../../src/commands/lint/spec-text.ts';

async function* streamOf(text: string) {
  yield Buffer.from(text);
}

/** The rule, subject and suggestion of each finding. */
async function findings(text: string): Promise<unknown[]> {
  const { findings } = await lintSpecText(streamOf(text), 'e.yaml');
  return findings.map(({ rule, subject, suggestion }) => [rule, subject, suggestion]);
}

const METRICS = `metrics:
  - { name: shop_orders, type: counter, help: Orders. }
  - { name: carts, type: gauge, help: Carts. }
`;

it('an exporter.yaml without a name is checked as far as nothing depends on its name', async () => {
  expect(await findings(`version: 1\n${METRICS}`)).toEqual([
    ['counter', 'shop_orders', 'shop_orders_total'],
  ]);
});

it.each(['namespace: shop', 'name: shop-exporter'])('%s says how names begin', async (line) => {
  expect(await findings(`version: 1\n${line}\n${METRICS}`)).toEqual([
    ['counter', 'shop_orders', 'shop_orders_total'],
    ['prefix-missing', 'carts', 'shop_carts'],
  ]);
});

it.each(['unnamed', 'Unnamed', 'unnamedx', 'un_named', ''])(
  'without a name or namespace no name is taken by the project itself: %s_…',
  async (prefix) => {
    const names = ['http_requests_total', 'scrape_errors_total', 'external_api_checks_total'];
    const metrics = names.map(
      (name) => `  - { name: ${prefix}_${name}, type: counter, help: A., alert: { above: 1 } }\n`,
    );
    const text = `version: 1\ncollectors: [http-probe]\nmetrics:\n${metrics.join('')}`;
    expect((await findings(text)).filter((finding) => !`${finding}`.startsWith('camel'))).toEqual(
      [],
    );
  },
);

it('what the file says itself is taken all the same', async () => {
  const text = `version: 1\nhttp: { requests: shop_orders_total }\n${METRICS}`;
  expect(await findings(text)).toContainEqual(['name-invalid', 'shop_orders', undefined]);
});

it('a name that is there must be one', async () => {
  await expect(findings(`version: 1\nname: ../x\n${METRICS}`)).rejects.toMatchObject({
    details: [expect.stringContaining('e.yaml:2:7: name: The name "../x"')],
  });
});
