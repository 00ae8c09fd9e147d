import { memoryOf } from '../process.js';
import { scaffolds } from '../scaffolds.js';

/** Peak memory of the same. Aims at 1.25 times a bare start. */
export const title = 'Peak memory of a scaffold';
export const unit = 'MiB';
export const digits = 1;
export const runs = 5;
export const reference = 'node -e 0';

export async function prepare(directory, program) {
  const { contestants, missing } = scaffolds(directory, program);
  return {
    contestants: contestants.map(({ name, args, cwd, clear }) => ({
      name,
      run: async () => {
        clear();
        return memoryOf(args, { cwd });
      },
    })),
    missing,
  };
}
