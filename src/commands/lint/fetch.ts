import type { IncomingMessage } from 'node:http';
import { deadline } from '../../deadline.ts';
import { EXIT } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { bodyOf, httpGet } from './http-get.ts';
import type { Source } from './source.ts';

/** Seconds; Prometheus' default scrape timeout. */
const TIMEOUT = 10;

/**
 * What Prometheus 3 asks for by default, with names as the text format has always had them
 * (`metric_name_validation_scheme: legacy`).
 */
const ACCEPT = [
  'application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6',
  'application/openmetrics-text;version=0.0.1;q=0.5',
  'text/plain;version=1.0.0;escaping=underscores;q=0.4',
  'text/plain;version=0.0.4;q=0.3',
  '*/*;q=0.2',
].join(',');

const FORMATS: ReadonlyMap<string, Source['kind']> = new Map([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
]);

/**
 * Asks for an exposition as Prometheus does. Content types that Prometheus 3 refuses without `fallback_scrape_protocol`
 * are refused. User and password of the URL are sent and never shown.
 * @throws Failure (exit 2) if there is no answer in time, or none that Prometheus would take
 */
export async function fetchExposition(
  input: string,
  interrupt: AbortSignal,
  version: string,
): Promise<Source> {
  if (!URL.canParse(input)) {
    throw new Failure(EXIT.usage, 'The URL cannot be used', [`"${withoutUser(input)}" is no URL.`]);
  }
  const url = new URL(input);
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  url.username = '';
  url.password = '';
  const name = url.href;
  const { signal } = deadline(interrupt, TIMEOUT * 1_000);
  const headers: Record<string, string> = {
    Accept: ACCEPT,
    'Accept-Encoding': 'gzip',
    'User-Agent': `create-exporter/${version}`,
    'X-Prometheus-Scrape-Timeout-Seconds': String(TIMEOUT),
    ...(user !== ':' && { Authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
  };
  const response = await httpGet(url, headers, signal).catch((error) => {
    throw fetchFailure(name, error, signal);
  });
  const refuse = (...details: string[]) => {
    response.destroy();
    return new Failure(EXIT.usage, `${name} cannot be used`, details);
  };
  const { statusCode, statusMessage } = response;
  if (statusCode !== 200) {
    throw refuse(`It answers ${statusCode} ${statusMessage}; Prometheus wants 200.`);
  }
  const contentType = response.headers['content-type'] ?? '';
  const mediaType = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  const kind = FORMATS.get(mediaType);
  if (kind === undefined) throw refuse(...contentTypeDetails(contentType, mediaType));
  return { name, kind, stream: readable(response, name, signal) };
}

/** What went wrong while an answer was waited for or read. */
function fetchFailure(name: string, error: unknown, { reason }: AbortSignal): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  // Whoever answers, if wrongly, is running.
  const question = /^E[A-Z]+$/.test(code ?? '') ? ' Is it running, and is this its address?' : '';
  const why =
    (reason as Error | undefined)?.name === 'TimeoutError'
      ? `It took more than ${TIMEOUT} seconds, which is how long Prometheus waits by default.`
      : `It cannot be read (${question ? code : message}).${question}`;
  return new Failure(EXIT.usage, `${name} cannot be used`, [why]);
}

function contentTypeDetails(contentType: string, mediaType: string): string[] {
  if (mediaType === 'text/html') {
    return [
      `Its Content-Type is "${contentType}": that is a web page, and Prometheus 3 refuses it.`,
      'Add the path of the metrics, which mostly is /metrics.',
    ];
  }
  if (mediaType === 'application/vnd.google.protobuf') {
    return [
      `Its Content-Type is "${contentType}": lint does not read protobuf.`,
      'It asked for "text/plain; version=0.0.4" or "application/openmetrics-text".',
    ];
  }
  const what = mediaType === '' ? 'It has no Content-Type' : `Its Content-Type is "${contentType}"`;
  return [
    `${what}, which Prometheus 3 refuses unless the scrape has a fallback_scrape_protocol.`,
    'The exporter must answer with "text/plain; version=0.0.4" or "application/openmetrics-text".',
  ];
}

async function* readable(
  response: IncomingMessage,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bodyOf(response);
  } catch (error) {
    throw fetchFailure(name, error, signal);
  }
  // A body of no stated length ends where the connection does, and we end that when it takes too long.
  if (signal.aborted) throw fetchFailure(name, signal.reason, signal);
}

/**
 * User and password are percent-encoded in a URL, and the parser lets broken encodings through.
 * @throws Failure (exit 2) on one; the value is never shown
 */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Failure(EXIT.usage, 'The URL cannot be used', [
      'A % in its user or password is not followed by two hexadecimal digits; write a % itself as %25.',
    ]);
  }
}

function withoutUser(input: string): string {
  return input.replace(/\/\/[^/]*@/, '//');
}
