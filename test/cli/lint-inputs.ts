import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { emptyDirectory } from './run.ts';

export const CLEAN =
  '# HELP shop_orders_total Orders.\n# TYPE shop_orders_total counter\nshop_orders_total 1\n';
export const DIRTY =
  '# HELP shop_orders Orders.\n# TYPE shop_orders counter\nshop_orders{fooBar="1"} 1\n';
export const WARNED = '# HELP a A.\n# TYPE a gauge\na{user_id="1"} 1\n';
export const SPEC = `version: 1
name: shop-exporter
metrics:
  - name: shop_orders
    type: counter
    help: Orders.
  - name: shop_carts
    type: gauge
    help: Carts.
    labels: { channel: [web, mobile], region: [] }
`;

/** A directory with files of all kinds that lint is given. */
export async function lintInputs(): Promise<string> {
  const cwd = emptyDirectory();
  const files = {
    'clean.prom': CLEAN,
    'dirty.prom': DIRTY,
    'warned.prom': WARNED,
    'broken.prom': 'a 1\nb x\n',
    'empty.prom': '',
    'dirty.prom.gz': gzipSync(DIRTY),
    'cut.prom.gz': gzipSync(CLEAN.repeat(1000)).subarray(0, 60),
    'open.metrics': '# TYPE a counter\n# HELP a A.\na_total 1\n# EOF\n',
    'exporter.yaml': SPEC,
    'spec-without-suffix': `# A comment.\n${SPEC}`,
    'wrong.yaml': 'version: 1\nname: x\nmetrcs: []\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
  return cwd;
}
