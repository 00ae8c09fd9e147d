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

it('a name that is there must be one', async () => {
  await expect(findings(`version: 1\nname: ../x\n${METRICS}`)).rejects.toMatchObject({
    details: [expect.stringContaining('e.yaml:2:7: name: The name "../x"')],
  });
});
