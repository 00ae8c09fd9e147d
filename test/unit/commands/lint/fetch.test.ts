import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { fetchExposition } from '../../../../src/commands/lint/fetch.ts';
import { EXIT } from '../../../../src/exit-codes.ts';
import { Failure } from '../../../../src/failure.ts';
import { cleanUpLater } from '../../../support/cleanup.ts';

it.each(['http://us%zz:secret@localhost/', 'http://me:secret%@localhost/', 'http://me:secret@/'])(
  '%s is refused, and its password not shown',
  async (url) => {
    const failure = await fetchExposition(url, new AbortController().signal, '1').catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect(failure.code).toBe(EXIT.usage);
    expect(failure.details.join()).toMatch(/%25|is no URL/);
    expect(JSON.stringify([failure.title, failure.details])).not.toContain('secret');
  },
);

it('a body that is cut off is none, though its end is that of the connection', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () =>
      socket.write('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nup 1\n'),
    );
  }).listen(0, '127.0.0.1');
  cleanUpLater(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const interrupt = new AbortController();
  const { stream } = await fetchExposition(`http://127.0.0.1:${port}/`, interrupt.signal, '1');
  const read = async () => {
    for await (const _ of stream) interrupt.abort(new DOMException('too late', 'TimeoutError'));
  };
  await expect(read()).rejects.toMatchObject({
    details: [expect.stringMatching(/^It took more than 10 seconds/)],
  });
});
