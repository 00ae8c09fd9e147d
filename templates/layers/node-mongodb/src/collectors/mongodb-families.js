import { Counter, Gauge } from {{client}};

const MEBIBYTE = 1024 * 1024;

/** The metrics made of serverStatus: where each value stands in the answer of the server. */
const SERVER_FAMILIES = [
  {
    type: Gauge,
    {{{property 'name' families.mongodb.connections.name indent=4}}}
    {{{property 'help' families.mongodb.connections.help indent=4}}}
    label: 'state',
    paths: {
      current: 'connections.current',
      available: 'connections.available',
      active: 'connections.active',
    },
  },
  {
    type: Counter,
    {{{property 'name' families.mongodb.operationsTotal.name indent=4}}}
    {{{property 'help' families.mongodb.operationsTotal.help indent=4}}}
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
    {{{property 'name' families.mongodb.uptimeSeconds.name indent=4}}}
    {{{property 'help' families.mongodb.uptimeSeconds.help indent=4}}}
    path: 'uptime',
  },
  {
    type: Gauge,
    {{{property 'name' families.mongodb.memoryBytes.name indent=4}}}
    {{{property 'help' families.mongodb.memoryBytes.help indent=4}}}
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
    {{{property 'name' families.mongodb.networkBytesTotal.name indent=4}}}
    {{{property 'help' families.mongodb.networkBytesTotal.help indent=4}}}
    label: 'direction',
    paths: {
      in: 'network.bytesIn',
      out: 'network.bytesOut',
    },
  },
  {
    type: Counter,
    {{{property 'name' families.mongodb.networkRequestsTotal.name indent=4}}}
    {{{property 'help' families.mongodb.networkRequestsTotal.help indent=4}}}
    path: 'network.numRequests',
  },
  {
    type: Counter,
    {{{property 'name' families.mongodb.documentsTotal.name indent=4}}}
    {{{property 'help' families.mongodb.documentsTotal.help indent=4}}}
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
    {{{property 'name' families.mongodb.assertsTotal.name indent=4}}}
    {{{property 'help' families.mongodb.assertsTotal.help indent=4}}}
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
    {{{property 'name' families.mongodb.databaseObjects.name indent=4}}}
    {{{property 'help' families.mongodb.databaseObjects.help indent=4}}}
    fields: ['objects'],
  },
  {
    {{{property 'name' families.mongodb.databaseSizeBytes.name indent=4}}}
    {{{property 'help' families.mongodb.databaseSizeBytes.help indent=4}}}
    fields: ['storageSize', 'indexSize'],
  },
];

/** Families whose series may be added up. */
export const SUMMABLE = DATABASE_FAMILIES.map(({ name }) => name);

/**
 * Adds what the server told of itself. What it does not tell is absent.
 *
 * @param {import({{client}}).Registry} registry
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
 * @param {import({{client}}).Registry} registry
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
