import type { CollectorName, MetricInput, SpecInput } from './schema.ts';

/** The sample database that the sample query of `sql` reads, in the SQL that every engine knows. */
const SAMPLE = `CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL
);
INSERT INTO orders (id, state) VALUES (1, 'open'), (2, 'open'), (3, 'paid');
`;

/**
 * What shows how a collector is used, for a start without metrics of one's own: a metric for each collector that reads
 * those of the spec, and a database for `sql`.
 */
export function sampleReadings(
  collectors: readonly CollectorName[],
  namespace: string,
): Pick<SpecInput, 'metrics' | 'sql'> {
  const samples: Partial<Record<CollectorName, MetricInput>> = {
    sql: {
      name: `${namespace}_orders`,
      type: 'gauge',
      help: 'Orders by state.',
      labels: { state: [] },
      sql: 'SELECT state, COUNT(*) AS value FROM orders GROUP BY state',
    },
    'json-api': {
      name: `${namespace}_messages_waiting`,
      type: 'gauge',
      help: 'Messages waiting in the queue.',
      labels: { queue: [] },
      'json-api': { each: 'queues[]', value: 'length', labels: { queue: 'name' } },
    },
    log: {
      name: `${namespace}_log_lines_total`,
      type: 'counter',
      help: 'Lines logged.',
      labels: { level: ['debug', 'info', 'warn', 'error'] },
      log: { match: 'level=(?<level>\\w+)' },
    },
    custom: {
      name: `${namespace}_open_tickets`,
      type: 'gauge',
      help: 'Tickets nobody has closed.',
      custom: true,
    },
  };
  const metrics = collectors.map((name) => samples[name]).filter((metric) => metric !== undefined);
  return {
    ...(metrics.length > 0 && { metrics }),
    ...(collectors.includes('sql') && { sql: { sample: SAMPLE } }),
  };
}
