import { pythonPackage } from '../spec/name.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** What the image asks whether its server is healthy with: it follows the settings for address, TLS and client certificates. */
export function healthcheckCommand({ runtime, name }: ExporterSpec): string[] {
  return runtime === 'node'
    ? ['node', 'src/healthcheck.js']
    : ['python', '-m', `${pythonPackage(name)}.healthcheck`];
}
