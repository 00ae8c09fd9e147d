import { execa } from 'execa';

/** Builds the program once before the tests that start it. */
export default async function build(): Promise<void> {
  await execa('node', ['scripts/build.js'], { stdout: 'inherit', stderr: 'inherit' });
}
