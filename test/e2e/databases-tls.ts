import { execa } from 'execa';
import { expect } from 'vitest';
import { type Certificate, createCertificate, TRUST_VARIABLE } from '../support/certificate.ts';
import type { Database } from '../support/databases.ts';
import { sampleValue as value } from '../support/exposition.ts';
import type { Engine, Project } from './project.ts';

/** A connection that a URL asks for, and why there is none: the words of whoever refuses it. */
interface Attempt {
  parameters: string;
  host?: string;
  trusted?: Certificate;
  refusal?: RegExp;
}

const UNTRUSTED = /certificate/i;

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
  for (const { parameters, host, trusted, refusal } of attempts(certificate, other)) {
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
    expect(stdout === '' ? 0 : value(stdout, 'shop_up'), what).toBe(refusal ? 0 : 1);
    if (refusal) expect(stderr, what).toMatch(refusal);
  }
}

function postgresqlAttempts(certificate: Certificate, other: Certificate): Attempt[] {
  const by = ({ file }: Certificate) => `&sslrootcert=${encodeURIComponent(file)}`;
  return [
    { parameters: '?sslmode=disable', refusal: /no encryption/ },
    { parameters: '' },
    { parameters: '?sslmode=require' },
    { parameters: `?sslmode=require${by(other)}`, refusal: UNTRUSTED },
    { parameters: `?sslmode=verify-ca${by(certificate)}` },
    { parameters: `?sslmode=verify-ca${by(other)}`, refusal: UNTRUSTED },
    // The certificate is for another name.
    { parameters: `?sslmode=verify-full${by(certificate)}`, refusal: UNTRUSTED },
    { parameters: `?sslmode=verify-full${by(certificate)}`, host: 'localhost' },
  ];
}

function mysqlAttempts(certificate: Certificate, other: Certificate): Attempt[] {
  const [ca, identity] = ['?ssl-mode=VERIFY_CA', '?ssl-mode=VERIFY_IDENTITY'] as [string, string];
  return [
    // MariaDB says no more than this to an account that comes without the TLS it requires.
    { parameters: '?ssl-mode=DISABLED', refusal: /Access denied/ },
    { parameters: '' },
    { parameters: '?ssl-mode=REQUIRED' },
    { parameters: ca, trusted: certificate },
    { parameters: ca, trusted: other, refusal: UNTRUSTED },
    // The certificate is for another name.
    { parameters: identity, trusted: certificate, refusal: /certificate|VERIFY_IDENTITY needs/ },
    { parameters: identity, trusted: certificate, host: 'localhost' },
  ];
}
