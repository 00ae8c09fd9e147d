import { monitoringFiles } from '../monitoring/files.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { packageFiles } from './package-files.ts';
import type { View } from './view-types.ts';

/** Files that are data rather than text, so they are built as data and serialised. */
export function computedFiles(spec: ExporterSpec, view: View): [path: string, content: string][] {
  return [
    ...monitoringFiles(spec),
    ...(spec.runtime === 'node' ? packageFiles(spec) : []),
    ...(view.hasSample ? [['database/sample.sql', view.sample] as [string, string]] : []),
  ];
}
