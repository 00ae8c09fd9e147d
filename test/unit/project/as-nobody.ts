import { execFileSync } from 'node:child_process';

const NOBODY = 65534;

/** Root is asked by nobody for rights: it is somebody else meanwhile, whom the directory then belongs to. */
export async function asNobody<T>(directory: string, task: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return task();
  execFileSync('chown', ['-R', `${NOBODY}`, directory]);
  process.seteuid!(NOBODY);
  try {
    return await task();
  } finally {
    process.seteuid!(0);
  }
}
