import { writeFileSync } from 'node:fs';
import path from 'node:path';

const SIZES = [10, 100, 1_000, 5_000];

/** The contestant that all others are compared with. */
export const SMALLEST = nameOf(SIZES[0]);

/**
 * Dry runs of projects with ever more metrics.
 * @param measure takes arguments of node and where to run it
 */
export function growing(directory, program, measure) {
  return {
    contestants: SIZES.map((size) => {
      const spec = path.join(directory, `${size}.yaml`);
      writeFileSync(spec, specOf(size));
      const args = [program, '--spec', spec, '--yes', '--dry-run', '--quiet'];
      return { name: nameOf(size), run: () => measure(args, { cwd: directory }) };
    }),
  };
}

function nameOf(size) {
  return `${size} metrics`;
}

function specOf(size) {
  const metrics = Array.from(
    { length: size },
    (_, index) =>
      `  - { name: big_things_${index}_total, type: counter, help: Things of kind ${index}., labels: { way: [in, out] } }`,
  );
  return `version: 1\nname: big-exporter\nnamespace: big\nmetrics:\n${metrics.join('\n')}\n`;
}
