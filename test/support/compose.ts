import path from 'node:path';
import { execa } from 'execa';
import { requireTool } from './tools.ts';

/** A Compose project, as far as the tests look at it. */
export interface ComposeProject {
  services: Record<string, { image?: string }>;
}

/** The project of `compose.yaml` in a directory, as `docker compose config` gives it; throws with what it says. */
export async function composeProject(directory: string): Promise<ComposeProject> {
  const file = path.join(directory, 'compose.yaml');
  const args = ['--file', file, 'config', '--format=json', '--no-env-resolution'];
  const { stdout, stderr } = await execa(requireTool('docker-compose'), args, { cwd: directory });
  // Unset variables and the like are warned of only.
  if (stderr !== '') throw new Error(`docker compose config: ${stderr}`);
  return JSON.parse(stdout) as ComposeProject;
}
