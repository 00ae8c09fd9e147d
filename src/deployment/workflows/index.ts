import type { ExporterSpec } from '../../spec/spec.ts';
import { ciWorkflow } from './ci.ts';
import { dependabotConfig } from './dependabot.ts';
import { releaseWorkflow } from './release.ts';

/** What a project has for GitHub, whatever its targets are: path → content. */
export function workflowFiles(spec: ExporterSpec): [path: string, content: string][] {
  return [
    ['.github/workflows/ci.yml', ciWorkflow(spec)],
    ...(spec.targets.includes('docker')
      ? [['.github/workflows/release.yml', releaseWorkflow(spec)] as [string, string]]
      : []),
    ['.github/dependabot.yml', dependabotConfig(spec)],
  ];
}
