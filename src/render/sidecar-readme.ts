import path from 'node:path';
import { IMAGE_USER } from '../deployment/images.ts';
import { CONTAINER_HOST, credentials, movedAddresses } from '../deployment/upstream.ts';
import { shellWord } from '../shell-word.ts';
import { collectorFamilies } from '../spec/collector-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { CollectorName } from '../spec/schema.ts';
import { type MetricSource, sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';

/** When a metric is there that a collector reads. */
const READ: Record<MetricSource, string> = {
  sql: 'when the database was read',
  'json-api': 'when the document was read',
  log: 'with the first line of each label set',
  custom: 'when your code gave a value',
};

/** When a family is there that a collector brings. */
const BROUGHT: Partial<Record<CollectorName, string>> = {
  mongodb: 'when the server was read',
  'http-probe': 'when the API was asked',
  log: 'when the log was read',
};

/** What each collector reads. */
const UPSTREAMS: Record<CollectorName, string> = {
  mongodb: 'MongoDB',
  sql: 'database',
  'http-probe': 'web addresses',
  'json-api': 'JSON document',
  log: 'log',
  custom: 'your own code',
};

export function upstreams({ collectors }: ExporterSpec): string {
  return collectors.map((name) => UPSTREAMS[name]).join(', ');
}

/** What a container has to be given to reach what is read: lines of flags for `docker run`. */
export function dockerFlags(spec: ExporterSpec): string[] {
  const moved = Object.entries(movedAddresses(spec, CONTAINER_HOST));
  return [
    ...(moved.length > 0 || credentials(spec).length > 0
      ? [`--add-host ${CONTAINER_HOST}:host-gateway`]
      : []),
    ...credentials(spec).map(
      ({ variable, file }) =>
        `--volume "$PWD/${file}:/run/secrets/${file}:ro" --env ${variable}=/run/secrets/${file}`,
    ),
    ...(spec.sql?.engine === 'sqlite'
      ? ['--volume "$PWD/path/to:/data:ro" --env DATABASE_FILE=/data/database.db']
      : []),
    ...moved.map(([variable, value]) => `--env ${shellWord(`${variable}=${value}`)}`),
    ...logFlags(spec),
  ];
}

/** What to know about these flags: sentences of Markdown. */
export function dockerNotes(spec: ExporterSpec): string[] {
  const user = `user ${IMAGE_USER}, as which the program runs in the container,`;
  return [
    ...credentials(spec).map(
      ({ file, address }) =>
        `\`${file}\` is a file with the address, such as \`${address('PASSWORD', CONTAINER_HOST)}\` for a server on this machine. Git ignores it; the ${user} has to be allowed to read it.`,
    ),
    ...(logFlags(spec).length > 1
      ? [`\`--group-add\` lets the ${user} read a log that is open to its group, as most are.`]
      : []),
  ];
}

/** The directory of the log, not the file: a rotation puts another one in its place. */
function logFlags({ log }: ExporterSpec): string[] {
  if (log === undefined) return [];
  const { dir, base } = path.posix.parse(log.file);
  if (!path.posix.isAbsolute(dir)) {
    const below = path.posix.normalize(dir);
    const source = below === '.' ? '"$PWD"' : `"$PWD"/${shellWord(below)}`;
    return [`--volume ${source}:/logs:ro --env ${shellWord(`LOGFILE_PATH=/logs/${base}`)}`];
  }
  return [
    `--mount ${shellWord(readOnlyMount(dir))}`,
    `--group-add "$(stat --format %g ${shellWord(log.file)})"`,
  ];
}

/** A directory in its own place. `--volume` would end its path at a colon; `--mount` reads the fields of a line of CSV. */
function readOnlyMount(directory: string): string {
  const fields = ['source', 'target'].map((key) => {
    const field = `${key}=${directory}`;
    return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  });
  return `type=bind,${fields.join(',')},readonly`;
}

/** When a family is there that a collector or the scrape itself brings; undefined for all others. */
export function scrapedWhen({ name }: Metric, spec: ExporterSpec): string | undefined {
  const [collector] =
    Object.entries(collectorFamilies(spec)).find(([, families]) =>
      families.some((family) => family.name === name),
    ) ?? [];
  if (collector !== undefined) return BROUGHT[collector as CollectorName];
  const own = ownFamilies(spec);
  if (name === own.collectorLastSuccess?.name) return 'when a read was kept';
  const perScrape = [own.up, own.scrapeDuration, own.collectorSuccess, own.collectorDuration];
  return perScrape.some((family) => family?.name === name) ? 'with every scrape' : undefined;
}

/** When a metric of the spec that a collector reads is there. */
export function readWhen(metric: Metric): string {
  const source = sourceOf(metric)!;
  const isKnown = Object.values(metric.labels).every((values) => values.length > 0);
  return source === 'log' && isKnown ? 'when the log was read, beginning at 0' : READ[source];
}
