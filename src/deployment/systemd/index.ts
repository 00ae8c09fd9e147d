import type { ExporterSpec } from '../../spec/spec.ts';
import { environmentFile } from './environment.ts';
import { serviceUnit } from './service.ts';
import { timerUnit } from './timer.ts';

/** The files of the target `systemd`: path → content. */
export function systemdFiles(spec: ExporterSpec): [path: string, content: string][] {
  const path = `deploy/systemd/${spec.name}`;
  return [
    [`${path}.service`, serviceUnit(spec)],
    ...(spec.pattern === 'batch' ? [[`${path}.timer`, timerUnit(spec)] as [string, string]] : []),
    [`${path}.env`, environmentFile(spec)],
  ];
}
