import type { ExporterSpec, Metric } from './spec.ts';

/** A family that a collector brings itself. */
export interface CollectorFamily extends Pick<Metric, 'name' | 'type' | 'help' | 'labels'> {
  /** The name without namespace and subsystem. */
  base: string;
}

type Definition = [
  name: string,
  type: Metric['type'],
  help: string,
  labels?: Record<string, string[]>,
];

const MONGODB: Definition[] = [
  [
    'connections',
    'gauge',
    'Client connections by state.',
    { state: ['current', 'available', 'active'] },
  ],
  [
    'operations_total',
    'counter',
    'Operations received since the server started.',
    { operation: ['insert', 'query', 'update', 'delete', 'getmore', 'command'] },
  ],
  ['uptime_seconds', 'gauge', 'Time since the server started.'],
  [
    'memory_bytes',
    'gauge',
    'Memory of the server process by kind.',
    { kind: ['resident', 'virtual'] },
  ],
  [
    'network_bytes_total',
    'counter',
    'Bytes the server received (in) and sent (out).',
    { direction: ['in', 'out'] },
  ],
  ['network_requests_total', 'counter', 'Requests the server received.'],
  [
    'documents_total',
    'counter',
    'Documents the server deleted, inserted, returned and updated.',
    { operation: ['deleted', 'inserted', 'returned', 'updated'] },
  ],
  [
    'asserts_total',
    'counter',
    'Assertions raised since the server started.',
    { kind: ['regular', 'warning', 'msg', 'user', 'tripwire'] },
  ],
  ['database_objects', 'gauge', 'Documents in the database.', { database: [] }],
  [
    'database_size_bytes',
    'gauge',
    'Disk space of the documents and indexes of the database.',
    { database: [] },
  ],
];

const HTTP_PROBE: Definition[] = [
  [
    'available',
    'gauge',
    'Whether the API answered with an expected status: 1 for yes, 0 for no.',
    { api_name: [] },
  ],
  [
    'response_time_seconds',
    'gauge',
    'Time until the answer of the API was read, redirects included.',
    { api_name: [] },
  ],
  ['status_code', 'gauge', 'HTTP status the API answered with, after redirects.', { api_name: [] }],
];

const LOG: Definition[] = [
  ['unread_bytes', 'gauge', 'Bytes of the log that were left for the next scrape.'],
];

/** Collector → the subsystem of its names and its families. */
const DEFINITIONS = {
  mongodb: { subsystem: 'mongodb', families: MONGODB },
  'http-probe': { subsystem: 'external_api', families: HTTP_PROBE },
  log: { subsystem: 'log', families: LOG },
} as const;

/**
 * The families that the collectors of a spec bring themselves. Their names begin with the namespace and the subsystem,
 * which is not repeated where the namespace is called like it.
 */
export function collectorFamilies(
  spec: Pick<ExporterSpec, 'namespace' | 'collectors'>,
): Partial<Record<keyof typeof DEFINITIONS, CollectorFamily[]>> {
  const entries = Object.entries(DEFINITIONS)
    .filter(([name]) => (spec.collectors as string[]).includes(name))
    .map(([name, { subsystem, families }]) => {
      const prefix =
        spec.namespace === subsystem ? spec.namespace : `${spec.namespace}_${subsystem}`;
      return [
        name,
        families.map(([base, type, help, labels = {}]) => ({
          base,
          name: `${prefix}_${base}`,
          type,
          help,
          labels,
        })),
      ];
    });
  return Object.fromEntries(entries);
}
