import path from 'node:path';
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

/** What a container has to be given for each collector: lines of flags for `docker run`. */
export function dockerFlags(spec: ExporterSpec): string[] {
  const lines = spec.collectors.flatMap((name) => DOCKER_FLAGS[name]?.(spec) ?? []);
  return lines.some((line) => line.includes(DOCKER_HOST))
    ? [`--add-host ${DOCKER_HOST}:host-gateway`, ...lines]
    : lines;
}

/** What the machine that runs Docker is called within a container. */
const DOCKER_HOST = 'host.docker.internal';

const DOCKER_FLAGS: Partial<Record<CollectorName, (spec: ExporterSpec) => string[]>> = {
  mongodb: () => secretFile('MONGODB_URI_FILE', 'mongodb-uri'),
  sql: ({ sql }) => {
    if (sql!.engine !== 'sqlite') return secretFile('DATABASE_URL_FILE', 'database-url');
    return sql!.sample === undefined
      ? ['--volume "$PWD/path/to:/data:ro" --env DATABASE_FILE=/data/database.db']
      : [];
  },
  'http-probe': ({ 'http-probe': probe }) => {
    const targets = Object.entries(probe!.targets).map(([name, url]) => `${name}=${url}`);
    return fromContainer('HTTP_PROBE_TARGETS', targets.join(','));
  },
  'json-api': ({ 'json-api': api }) => fromContainer('JSON_API_URL', api!.url),
  // The directory, not the file: a rotation puts another one in its place.
  log: ({ log }) => {
    const { dir, base } = path.posix.parse(log!.file);
    return path.posix.isAbsolute(dir)
      ? [`--volume ${shellWord(`${dir}:${dir}:ro`)}`]
      : [
          `--volume "$PWD":/logs:ro --env ${shellWord(`LOGFILE_PATH=/logs/${path.posix.join(dir, base)}`)}`,
        ];
  },
};

function secretFile(variable: string, file: string): string[] {
  return [`--volume "$PWD/${file}:/run/secrets/${file}:ro" --env ${variable}=/run/secrets/${file}`];
}

/** Tells a setting that names this machine: in a container that would be the container itself. */
function fromContainer(variable: string, setting: string): string[] {
  const reachable = setting.replace(
    /(?<=:\/\/)(?:localhost|127\.0\.0\.1)(?=[:/,]|$)/g,
    DOCKER_HOST,
  );
  return reachable === setting ? [] : [`--env ${shellWord(`${variable}=${reachable}`)}`];
}

/** A word of a POSIX shell, quoted where it has to be. */
function shellWord(text: string): string {
  return /^[\w./:=,@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
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
