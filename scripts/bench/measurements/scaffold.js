import { timeOf } from '../process.js';
import { scaffolds } from '../scaffolds.js';

/** A complete project, validated and parsed. Aims at the time of create-vite, and at 1.3 times a copy of the same tree. */
export const title = 'Complete scaffold without questions, git or install';
export const runs = 15;
export const reference = 'node -e 0';

export async function prepare(directory, program) {
  const { contestants, missing } = scaffolds(directory, program);
  return {
    contestants: contestants.map(({ name, args, cwd, clear }) => ({
      name,
      run: async () => {
        clear();
        return timeOf(process.execPath, args, { cwd });
      },
    })),
    missing,
  };
}
