import { expect, test } from 'vitest';
import { startMariadb, startPostgresql } from './databases.ts';
import { startMongodb } from './mongodb.ts';

test.each([
  ['PostgreSQL', startPostgresql],
  ['MariaDB', startMariadb],
])('%s keeps its data over a stop, and a table can be locked', async (_, start) => {
  const server = await start();
  await server.execute('CREATE TABLE cups (size INTEGER); INSERT INTO cups VALUES (3)');
  await server.stop();
  await expect(server.execute('SELECT size FROM cups')).rejects.toThrow();
  await server.start();

  const unlock = await server.lock('cups');
  let read = '';
  const reading = server.execute('SELECT size FROM cups').then((text) => {
    read = text;
  });
  expect(await server.execute('SELECT 1')).toBe('1');
  expect(read).toBe('');
  await unlock();
  await reading;
  expect(read).toBe('3');
  expect(await server.sessions()).toBe(0);
  await expect(server.execute('SELECT tea')).rejects.toThrow(/column/);
});

test('the MongoDB server takes commands, and says why not', async () => {
  const server = await startMongodb();
  await server.insert('cups', 3);
  await server.remove('cups', 2);
  await server.dropDatabase();
  await expect.poll(server.connections).toBe(0);
  await expect(server.insert('', 1)).rejects.toThrow(/collection|namespace/i);
});
