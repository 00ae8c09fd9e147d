import { type AnyFamily, type Family, type FamilyDetails, family } from './family.ts';
import type { MetricType } from './schema.ts';
import type { ExporterSpec, Metric } from './spec.ts';

/** A family that a collector brings itself. */
export interface CollectorFamily extends Pick<Metric, 'name' | 'type' | 'help' | 'labels'> {
  /** The name without namespace and subsystem. */
  base: string;
}

interface Definition<T extends MetricType> {
  type: T;
  help: string;
  labels: Record<string, string[]>;
}

const gauge = (help: string, labels: FamilyDetails['labels'] = {}): Definition<'gauge'> => ({
  ...{ type: 'gauge', help, labels },
});
const counter = (help: string, labels: FamilyDetails['labels'] = {}): Definition<'counter'> => ({
  ...{ type: 'counter', help, labels },
});

/** Collector → the subsystem of its names and its families by the rest of their names. */
const DEFINITIONS = {
  mongodb: {
    subsystem: 'mongodb',
    families: {
      connections: gauge('Client connections by state.', {
        state: ['current', 'available', 'active'],
      }),
      operations_total: counter('Operations received since the server started.', {
        operation: ['insert', 'query', 'update', 'delete', 'getmore', 'command'],
      }),
      uptime_seconds: gauge('Time since the server started.'),
      memory_bytes: gauge('Memory of the server process by kind.', {
        kind: ['resident', 'virtual'],
      }),
      network_bytes_total: counter('Bytes the server received (in) and sent (out).', {
        direction: ['in', 'out'],
      }),
      network_requests_total: counter('Requests the server received.'),
      documents_total: counter('Documents the server deleted, inserted, returned and updated.', {
        operation: ['deleted', 'inserted', 'returned', 'updated'],
      }),
      asserts_total: counter('Assertions raised since the server started.', {
        kind: ['regular', 'warning', 'msg', 'user', 'tripwire'],
      }),
      database_objects: gauge('Documents in the database.', { database: [] }),
      database_size_bytes: gauge('Disk space of the documents and indexes of the database.', {
        database: [],
      }),
    },
  },
  'http-probe': {
    subsystem: 'external_api',
    families: {
      available: gauge('Whether the API answered with an expected status: 1 for yes, 0 for no.', {
        api_name: [],
      }),
      response_time_seconds: gauge(
        'Time until the answer of the API was read, redirects included.',
        { api_name: [] },
      ),
      status_code: gauge('HTTP status the API answered with, after redirects.', { api_name: [] }),
    },
  },
  log: {
    subsystem: 'log',
    families: {
      unread_bytes: gauge('Bytes of the log that were left for the next scrape.'),
    },
  },
};

type Definitions = typeof DEFINITIONS;
type BringingCollector = keyof Definitions;

/** The families of each collector by the rest of their names, with their types. */
export type BroughtFamilies = {
  [C in BringingCollector]?: {
    [N in keyof Definitions[C]['families']]: Definitions[C]['families'][N] extends Definition<
      infer T
    >
      ? Family<T>
      : never;
  };
};

/**
 * The families that the collectors of a spec bring themselves. Their names begin with the namespace and the subsystem,
 * which is not repeated where the namespace is called like it.
 */
export function broughtFamilies({
  namespace,
  collectors,
}: Pick<ExporterSpec, 'namespace' | 'collectors'>): BroughtFamilies {
  const entries = Object.entries(DEFINITIONS)
    .filter(([name]) => (collectors as string[]).includes(name))
    .map(([name, { subsystem, families }]) => {
      const prefix = namespace === subsystem ? namespace : `${namespace}_${subsystem}`;
      const named = Object.entries(families).map(([base, { type, help, labels }]) => [
        base,
        family(`${prefix}_${base}`, type, help, { labels }),
      ]);
      return [name, Object.fromEntries(named)];
    });
  return Object.fromEntries(entries);
}

/** All of them. */
export function broughtList(spec: ExporterSpec): AnyFamily[] {
  return Object.values(broughtFamilies(spec)).flatMap((families) =>
    Object.values<AnyFamily>(families),
  );
}

/** The same as lists, as templates and conventions go through them. */
export function collectorFamilies(
  spec: Pick<ExporterSpec, 'namespace' | 'collectors'>,
): Partial<Record<BringingCollector, CollectorFamily[]>> {
  const entries = Object.entries(broughtFamilies(spec)).map(([collector, families]) => [
    collector,
    Object.entries(families).map(([base, { name, type, help, labels }]) => ({
      ...{ base, name, type, help, labels },
    })),
  ]);
  return Object.fromEntries(entries);
}
