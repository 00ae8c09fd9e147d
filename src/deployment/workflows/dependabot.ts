import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';

/** `.github/dependabot.yml`: packages, images and actions are renewed, but not images in commands of ci.yml. */
export function dependabotConfig({ runtime, targets }: ExporterSpec): string {
  const ecosystems = [
    runtime === 'node' ? 'npm' : 'pip',
    ...(targets.includes('docker') ? ['docker'] : []),
    ...(targets.includes('compose') ? ['docker-compose'] : []),
    'github-actions',
  ];
  return yamlText(
    {
      version: 2,
      updates: ecosystems.map((ecosystem) => ({
        'package-ecosystem': ecosystem,
        directory: '/',
        schedule: { interval: 'weekly' },
        groups: { [ecosystem]: { patterns: ['*'], 'update-types': ['minor', 'patch'] } },
      })),
    },
    { version: '1.2', oneLine: true },
  );
}
