import { deploymentFiles } from '../deployment/files.ts';
import { hasSample } from '../deployment/upstream.ts';
import { monitoringFiles } from '../monitoring/files.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { View } from './view-types.ts';

/** Files that are data rather than text, so they are built as data and serialised. */
export async function computedFiles(
  spec: ExporterSpec,
  view: View,
): Promise<[path: string, content: string][]> {
  const monitoring = monitoringFiles(spec);
  return [
    ...monitoring,
    ...(spec.runtime === 'node' ? await nodePackage(spec) : []),
    ...(await deploymentFiles(spec, monitoring)),
    ...(hasSample(spec) ? [['database/sample.sql', view.sample] as [string, string]] : []),
  ];
}

/** Loaded for Node.js projects alone, since it brings a lock file. */
async function nodePackage(spec: ExporterSpec): Promise<[path: string, content: string][]> {
  return (await import('./package-files.ts')).packageFiles(spec);
}
