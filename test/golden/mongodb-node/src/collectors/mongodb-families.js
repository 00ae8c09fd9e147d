import { Counter, Gauge } from '@prometheus-io/client';

const MEBIBYTE = 1024 * 1024;

/** The metrics made of serverStatus: where each value stands in the answer of the server. */
const SERVER_FAMILIES = [
  {
    type: Gauge,
    name: 'mongodb_connections',
    help: 'Client connections by state.',
    label: 'state',
    paths: {
      current: 'connections.current',
      available: 'connections.available',
      active: 'connections.active',
    },
  },
  {
    type: Counter,
    name: 'mongodb_operations_total',
    help: 'Operations received since the server started.',
    label: 'operation',
    paths: {
      insert: 'opcounters.insert',
      query: 'opcounters.query',
      update: 'opcounters.update',
      delete: 'opcounters.delete',
      getmore: 'opcounters.getmore',
      command: 'opcounters.command',
    },
  },
  {
    type: Gauge,
    name: 'mongodb_uptime_seconds',
    help: 'Time since the server started.',
    path: 'uptime',
  },
  {
    type: Gauge,
    name: 'mongodb_memory_bytes',
    help: 'Memory of the server process by kind.',
    label: 'kind',
    paths: {
      resident: 'mem.resident',
      virtual: 'mem.virtual',
    },
    // The server counts in mebibytes.
    factor: MEBIBYTE,
  },
  {
    type: Counter,
    name: 'mongodb_network_bytes_total',
    help: 'Bytes the server received (in) and sent (out).',
    label: 'direction',
    paths: {
      in: 'network.bytesIn',
      out: 'network.bytesOut',
    },
  },
  {
    type: Counter,
    name: 'mongodb_network_requests_total',
    help: 'Requests the server received.',
    path: 'network.numRequests',
  },
  {
    type: Counter,
    name: 'mongodb_documents_total',
    help: 'Documents the server deleted, inserted, returned and updated.',
    label: 'operation',
    paths: {
      deleted: 'metrics.document.deleted',
      inserted: 'metrics.document.inserted',
      returned: 'metrics.document.returned',
      updated: 'metrics.document.updated',
    },
  },
  {
    type: Counter,
    name: 'mongodb_asserts_total',
    help: 'Assertions raised since the server started.',
    label: 'kind',
    paths: {
      regular: 'asserts.regular',
      warning: 'asserts.warning',
      msg: 'asserts.msg',
      user: 'asserts.user',
      tripwire: 'asserts.tripwire',
    },
  },
];

/** The metrics made of dbStats: the fields that are added up. */
const DATABASE_FAMILIES = [
  {
    name: 'mongodb_database_objects',
    help: 'Documents in the database.',
    fields: ['objects'],
  },
  {
    name: 'mongodb_database_size_bytes',
    help: 'Disk space of the documents and indexes of the database.',
    fields: ['storageSize', 'indexSize'],
  },
];

/** Families whose series may be added up. */
export const SUMMABLE = DATABASE_FAMILIES.map(({ name }) => name);

/**
 * Adds what the server told of itself. What it does not tell is absent.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 * @param {object} status answer to serverStatus
 */
export function addServerFamilies(registry, status) {
  for (const { type: Family, name, help, label, path, paths, factor = 1 } of SERVER_FAMILIES) {
    const found = Object.entries(paths ?? { '': path })
      .map(([labelValue, where]) => [labelValue, valueAt(status, where)])
      .filter(([, value]) => value !== undefined);
    if (found.length > 0) {
      const labelNames = label ? [label] : [];
      const family = new Family({ name, help, labelNames, registers: [registry] });
      for (const [labelValue, value] of found) {
        // The family is new, so adding to its 0 states what the server says.
        family.inc(label ? { [label]: labelValue } : {}, value * factor);
      }
    }
  }
}

/**
 * Adds what the server told of its databases. What it does not tell is absent.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 * @param {Map<string, object>} databases answers to dbStats by name
 */
export function addDatabaseFamilies(registry, databases) {
  for (const { name, help, fields } of DATABASE_FAMILIES) {
    const found = [...databases].filter(([, stats]) => fields.every((field) => field in stats));
    if (found.length > 0) {
      const family = new Gauge({ name, help, labelNames: ['database'], registers: [registry] });
      for (const [database, stats] of found) {
        const value = fields.reduce((sum, field) => sum + Number(stats[field]), 0);
        family.set({ database }, value);
      }
    }
  }
}

/** A number of the server; those beyond 2^53 come as objects of the driver. */
function valueAt(status, path) {
  const value = path.split('.').reduce((section, key) => section?.[key], status);
  return value === undefined || value === null ? undefined : Number(value);
}
