import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';
import { filesInCompose, type ReadFile, showsSample } from '../upstream.ts';
import { configurationFiles } from './configuration.ts';
import { composeSecrets, databaseServices } from './databases.ts';
import { monitoringServices, ownService } from './services.ts';

/** Without a first file there would be no directory to mount, and Docker would make one that is root's. */
const FIRST_FILES: Record<ReadFile['volume'], [path: string, content: string]> = {
  database: [
    'deploy/compose/database/.gitignore',
    '# The database is copied here and is no part of the repository.\n*\n!.gitignore\n',
  ],
  log: ['deploy/compose/log/lines.txt', ''],
};

/** The files of the target `compose`: path → content. */
export function composeFiles(spec: ExporterSpec): [path: string, content: string][] {
  return [
    ['compose.yaml', composeText(spec)],
    ...configurationFiles(spec),
    ...filesInCompose(spec).map(({ volume }) => FIRST_FILES[volume]),
  ];
}

/** compose.yaml as data, as the specification of Compose has it. */
export function composeModel(spec: ExporterSpec) {
  const own = spec.pattern === 'batch' ? 'job' : 'exporter';
  const databases = databaseServices(spec);
  const secrets = composeSecrets(spec);
  const services = { [own]: ownService(spec), ...databases, ...monitoringServices(spec) };
  const keptBy = ['prometheus', 'alertmanager', 'grafana'];
  if (spec.pattern === 'batch') keptBy.unshift('pushgateway');
  return {
    name: spec.name,
    services,
    ...(Object.keys(secrets).length > 0 && { secrets }),
    volumes: Object.fromEntries([...Object.keys(databases), ...keptBy].map((name) => [name, {}])),
  };
}

function composeText(spec: ExporterSpec): string {
  const isBatch = spec.pattern === 'batch';
  const model = composeModel(spec);
  return yamlText(model, {
    header: [
      ...(model.secrets ? ['sh deploy/compose/make-secrets.sh'] : []),
      'docker compose up --build --detach --wait',
      ...(isBatch ? ['docker compose run --rm --build job'] : []),
    ].join('\n'),
    spaced: [[], ['services']],
    comments: [
      ...(isBatch
        ? [comment(['services', 'job', 'profiles'], 'Not started by "up": it runs once and ends.')]
        : []),
      ...(model.secrets
        ? [
            comment(
              ['secrets'],
              'Made by deploy/compose/make-secrets.sh; not part of the repository.',
            ),
          ]
        : []),
      ...(showsSample(spec)
        ? [
            comment(
              ['services', 'exporter', 'environment', 'DATABASE_SAMPLE'],
              'Invented data. To read a database: DATABASE_FILE in place of this, and a volume that has the file.',
            ),
          ]
        : []),
      comment(
        ['services', 'grafana', 'environment'],
        'Everybody on this machine may look, nobody may log in, so there is no password.',
      ),
    ],
  });
}

function comment(path: string[], text: string): [string[], string] {
  return [path, text];
}
