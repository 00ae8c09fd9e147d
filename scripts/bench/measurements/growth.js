import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { timeOf } from '../process.js';

const SIZES = [10, 100, 1_000, 5_000];

/** A project with ever more metrics: the time beyond that of a start grows no faster than the metrics. */
export const title = 'Scaffold of many metrics, dry run';
export const runs = 5;
export const reference = `${SIZES[0]} metrics`;

export async function prepare(directory, program) {
  return {
    contestants: SIZES.map((size) => {
      const spec = path.join(directory, `${size}.yaml`);
      writeFileSync(spec, specOf(size));
      const args = [program, '--spec', spec, '--yes', '--dry-run', '--quiet'];
      return {
        name: `${size} metrics`,
        run: () => timeOf(process.execPath, args, { cwd: directory }),
      };
    }),
  };
}

function specOf(size) {
  const metrics = Array.from(
    { length: size },
    (_, index) =>
      `  - { name: big_things_${index}_total, type: counter, help: Things of kind ${index}., labels: { way: [in, out] } }`,
  );
  return `version: 1\nname: big-exporter\nnamespace: big\nmetrics:\n${metrics.join('\n')}\n`;
}
