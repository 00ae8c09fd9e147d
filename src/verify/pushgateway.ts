import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ExporterSpec } from '../spec/spec.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

interface Push {
  method: string;
  path: string;
  text: string;
}

/** Takes what a job pushes, as a Pushgateway does. */
export async function standInGateway(): Promise<{
  url: string;
  pushes: Push[];
  close: () => void;
}> {
  const pushes: Push[] = [];
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        pushes.push({ method: request.method ?? '', path: request.url ?? '', text: body });
        response.writeHead(200).end();
      },
      // It ended in the middle of its push, so that nothing was pushed.
      () => response.writeHead(400).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pushes,
    close: () => server.close().closeAllConnections(),
  };
}

/** A group per job: an instance in it would leave a group behind for every run. */
export function checkPush(pushes: readonly Push[], { name }: ExporterSpec): Outcome {
  const push = pushes.at(-1);
  if (!push) return outcomeOf(['The job pushed nothing.']);
  const problems: string[] = [];
  if (push.method !== 'PUT' && push.method !== 'POST')
    problems.push(`It pushed by ${push.method}.`);
  const [, metrics, job, group] = push.path.split('/');
  const isOurs = metrics === 'metrics' && job === 'job' && group === name;
  if (!isOurs) problems.push(`It pushed to ${push.path}.`);
  if (push.path.includes('/instance')) problems.push(`Its group has an instance: ${push.path}.`);
  return outcomeOf(problems, [`${push.method} ${push.path}`]);
}
