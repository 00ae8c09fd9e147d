import path from 'node:path';
import { execa } from 'execa';
import { requireTool } from './tools.ts';

/** A service of a Compose file, as Compose understands it. */
export interface ComposeService {
  image?: string;
  build?: unknown;
  ports?: { published: string; host_ip?: string }[];
  volumes?: { type: string; source?: string; target: string; read_only?: boolean }[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

export interface ComposeProject {
  name: string;
  services: Record<string, ComposeService>;
  secrets?: Record<string, { file?: string }>;
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
