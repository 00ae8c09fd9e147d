import vm from 'node:vm';
import { expect, it } from 'vitest';
import { render } from '../../../src/render/render.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

// No real mongod can be had from the package registries, and FerretDB has no roles: what stands here is that
// the script makes the right calls, not that a server takes them.

const ACCOUNT = { pwd: 'p@ss/w:rd', roles: [{ role: 'exporter', db: 'admin' }] };
const ROLE = {
  privileges: [
    { resource: { cluster: true }, actions: ['serverStatus', 'listDatabases'] },
    { resource: { db: '', collection: '' }, actions: ['dbStats'] },
  ],
  roles: [],
};

/** Runs deploy/upstream/create-monitor-user.js as mongosh does, with a server that has some users and roles, and gives the calls that change it. */
async function calls(names: string[], env: Record<string, string>): Promise<unknown[]> {
  const spec = resolveSpec({
    version: 1,
    name: 'mongodb-exporter',
    pattern: 'sidecar',
    collectors: ['mongodb'],
  });
  const script = (await render(spec)).get('deploy/upstream/create-monitor-user.js')!;
  const made: unknown[] = [];
  const inDatabase = (database: string) => ({
    getRole: (name: string) => (names.includes(name) ? { role: name } : null),
    getUser: (name: string) => (names.includes(name) ? { user: name } : null),
    createRole: (...args: unknown[]) => made.push([database, 'createRole', ...args]),
    updateRole: (...args: unknown[]) => made.push([database, 'updateRole', ...args]),
    createUser: (...args: unknown[]) => made.push([database, 'createUser', ...args]),
    updateUser: (...args: unknown[]) => made.push([database, 'updateUser', ...args]),
  });
  vm.runInNewContext(script, {
    // mongosh is connected to some database, not necessarily to `admin`.
    db: { ...inDatabase('test'), getSiblingDB: inDatabase },
    process: { env },
    passwordPrompt: () => 'typed',
  });
  return structuredClone(made);
}

it('creates the account in admin, with the password of the environment and the right to look at the state', async () => {
  expect(await calls(['admin'], { MONITOR_PASSWORD: ACCOUNT.pwd })).toEqual([
    ['admin', 'createRole', { role: 'exporter', ...ROLE }],
    ['admin', 'createUser', { user: 'exporter', ...ACCOUNT }],
  ]);
});

it('brings the account into that state when it is run again', async () => {
  expect(await calls(['admin', 'exporter'], { MONITOR_PASSWORD: ACCOUNT.pwd })).toEqual([
    ['admin', 'updateRole', 'exporter', ROLE],
    ['admin', 'updateUser', 'exporter', ACCOUNT],
  ]);
});

it('asks for the password where the environment has none', async () => {
  expect(await calls([], {})).toEqual([
    ['admin', 'createRole', { role: 'exporter', ...ROLE }],
    ['admin', 'createUser', { user: 'exporter', ...ACCOUNT, pwd: 'typed' }],
  ]);
});
