import { execa } from 'execa';
import { expect } from 'vitest';
import { type Certificate, createCertificate, TRUST_VARIABLE } from '../support/certificate.ts';
import type { Database } from '../support/databases.ts';
import { sampleValue as value } from '../support/exposition.ts';
import type { Engine, Project } from './project.ts';

/** A connection that a URL asks for, and whether there is one. */
interface Attempt {
  parameters: string;
  host?: string;
  trusted?: Certificate;
  isUp: boolean;
}

/** What the server, the library or the program says of a connection that is not the one asked for. */
const REFUSALS = /certificate|no encryption|insecure transport|VERIFY_IDENTITY needs/i;

/** What a server needs before a project can read it: its tables, and the script that makes the account. */
interface Contents {
  schema: string;
  script: string;
}

/** Every way to connect that the README tells of, with a server that takes no connection without TLS. */
export async function expectTls(
  { runtime }: Engine,
  project: Project,
  database: 'postgresql' | 'mysql',
  startDatabase: (certificate: Certificate) => Promise<Database>,
  { schema, script }: Contents,
): Promise<void> {
  const certificate = await createCertificate('localhost');
  const server = await startDatabase(certificate);
  await server.execute(schema);
  await server.createAccount(script);
  const other = await createCertificate('localhost');
  const attempts = { postgresql: postgresqlAttempts, mysql: mysqlAttempts }[database];
  for (const { parameters, host, trusted, isUp } of attempts(certificate, other)) {
    const url = host ? server.url.replace('@127.0.0.1:', `@${host}:`) : server.url;
    const [command, ...args] = project.command;
    const { stdout, stderr } = await execa(command!, [...args, '--once'], {
      cwd: project.directory,
      env: {
        DATABASE_URL: `${url}${parameters}`,
        ...(trusted && { [TRUST_VARIABLE[runtime]]: trusted.file }),
      },
      reject: false,
    });
    const what = `${host ?? ''}${parameters} ${trusted ? 'trusted' : ''} ${stderr}`;
    // What is refused from the start has no exposition.
    expect(stdout === '' ? 0 : value(stdout, 'shop_up'), what).toBe(isUp ? 1 : 0);
    if (!isUp) expect(stderr, what).toMatch(REFUSALS);
  }
}

function postgresqlAttempts(certificate: Certificate, other: Certificate): Attempt[] {
  const by = ({ file }: Certificate) => `&sslrootcert=${encodeURIComponent(file)}`;
  return [
    { parameters: '?sslmode=disable', isUp: false },
    { parameters: '', isUp: true },
    { parameters: '?sslmode=require', isUp: true },
    { parameters: `?sslmode=require${by(other)}`, isUp: false },
    { parameters: `?sslmode=verify-ca${by(certificate)}`, isUp: true },
    { parameters: `?sslmode=verify-ca${by(other)}`, isUp: false },
    // The certificate is for another name.
    { parameters: `?sslmode=verify-full${by(certificate)}`, isUp: false },
    { parameters: `?sslmode=verify-full${by(certificate)}`, host: 'localhost', isUp: true },
  ];
}

function mysqlAttempts(certificate: Certificate, other: Certificate): Attempt[] {
  const [ca, identity] = ['?ssl-mode=VERIFY_CA', '?ssl-mode=VERIFY_IDENTITY'] as [string, string];
  return [
    { parameters: '?ssl-mode=DISABLED', isUp: false },
    { parameters: '', isUp: true },
    { parameters: '?ssl-mode=REQUIRED', isUp: true },
    { parameters: ca, trusted: certificate, isUp: true },
    { parameters: ca, trusted: other, isUp: false },
    // The certificate is for another name.
    { parameters: identity, trusted: certificate, isUp: false },
    { parameters: identity, trusted: certificate, host: 'localhost', isUp: true },
  ];
}
