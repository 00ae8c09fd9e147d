// Applies a plan that needs 200 KiB below the current directory and prints how it ended; started by apply.test.ts on
// disks of its own.
import path from 'node:path';
import { apply } from '../../../src/project/apply.ts';
import { planCreate } from '../../../src/project/plan.ts';
import { snapshot } from './snapshot.ts';

const tree = new Map(
  Array.from({ length: 20 }, (_, index) => [
    index === 0 ? 'README.md' : `d/f${index}`,
    'x'.repeat(10_240),
  ]),
);
const before = JSON.stringify(await snapshot('.'));
const plan = planCreate(path.resolve(process.argv[2]!), tree, 'overwrite');
const end = await apply(plan, { requested: false }).then(
  () => ({ code: 0 }),
  ({ code, details, stack }) => (details ? { code, details } : { stack }),
);
const same = JSON.stringify(await snapshot('.')) === before;
console.log(JSON.stringify({ ...end, same }));
