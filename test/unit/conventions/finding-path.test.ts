import { expect, it } from 'vitest';
import { specFindings } from '../../../src/commands/spec-findings.ts';
import { findingPath } from '../../../src/conventions/finding-path.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

/** The rule and the line and column of each finding. */
function places(text: string): string[] {
  const source = parseSpec(text, 'e.yaml');
  const spec = resolveSpec(source.input);
  return specFindings(source.input, spec).map(
    (finding) => `${finding.rule} ${source.locate(...findingPath(finding, spec)).slice(7)}`,
  );
}

it('what is to be changed about a label stands where the label does, all else where the name does', () => {
  const text = `version: 1
name: shop
metrics:
  - name: shop_orders
    type: counter
    help: Orders.
    labels:
      channel: [web, mobile]
      userId: [a]
      region: []
  - name: shop_carts
    type: gauge
    help: Carts.
    labels: { channel: [web], job: [a], success: [], le: [a], __x: [a] }
`;
  expect(places(text)).toEqual([
    'counter 4:11',
    'camel-case 9:7',
    'label-cardinality 9:7',
    'label-target 10:7',
    'name-invalid 14:63',
    'reserved 14:54',
    'label-target 14:31',
    'success-label 14:41',
  ]);
});

it('of two metrics of one name it is the one that has the label', () => {
  const metric = (labels: string) =>
    `  - { name: shop_carts, type: gauge, help: A., labels: { ${labels} } }\n`;
  const text = `version: 1\nname: shop\nmetrics:\n${metric('user_id: []')}${metric('colour: []')}`;
  expect(places(text)).toEqual(['label-cardinality 4:58', 'name-invalid 5:13']);
});

it('labels that stand elsewhere are found where they are asked for', () => {
  const text = `version: 1
name: shop
metrics:
  - { name: shop_carts, type: gauge, help: A., labels: &both { user_id: [] } }
  - { name: shop_users, type: gauge, help: B., labels: *both }
`;
  expect(places(text)).toEqual(['label-cardinality 4:64', 'label-cardinality 5:56']);
});

it('a key may have a dot', () => {
  const text = `version: 1
name: shop
pattern: sidecar
collectors: [http-probe]
http-probe:
  targets:
    web: http://localhost/
    web.eu: http://me:secret@localhost/
allow:
  counter: Mine.
  no.rule: Mine.
`;
  expect(places(text)).toEqual(['allow 10:12', 'allow 11:12', 'password-in-url 8:13']);
});
