import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** As many as the HTTP client of Prometheus follows. */
const MAX_REDIRECTS = 10;

const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

/**
 * Gets a URL and follows its redirects. Not `fetch`, which refuses ports that browsers must not ask, such as 6000, where
 * exporters may listen. User and password go to no other origin.
 * @throws Error of the system, or one about a redirect
 */
export async function httpGet(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let place = url;
  let sent = headers;
  for (let followed = 0; followed <= MAX_REDIRECTS; followed++) {
    const response = await ask(place, sent, signal);
    const { location } = response.headers;
    if (!REDIRECTS.has(response.statusCode) || location === undefined) return response;
    response.destroy();
    const next = redirected(location, place);
    if (next.origin !== place.origin) {
      const { Authorization: _, ...others } = sent;
      sent = others;
    }
    place = next;
  }
  throw new Error(`it redirects more than ${MAX_REDIRECTS} times`);
}

async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = await (url.protocol === 'https:'
    ? import('node:https')
    : import('node:http'));
  return new Promise((resolve, reject) => {
    request(url, { headers, signal }, resolve).on('error', reject).end();
  });
}

function redirected(location: string, from: URL): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (next === undefined || !/^https?:$/.test(next.protocol)) {
    throw new Error(`it redirects to ${JSON.stringify(location)}`);
  }
  next.username = '';
  next.password = '';
  return next;
}

/** The body of a response, unpacked. */
export function bodyOf(response: IncomingMessage): AsyncIterable<Uint8Array> {
  if (response.headers['content-encoding']?.toLowerCase() !== 'gzip') return response;
  const unpacked = createGunzip();
  // What fails is told to who reads.
  pipeline(response, unpacked, () => {});
  return unpacked;
}
