import { chmod, chown } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { dataDirectory, USER } from './server-process.ts';
import { requireTool } from './tools.ts';

/** A certificate that is its own authority, and its key, as files. */
export interface Certificate {
  file: string;
  key: string;
}

/** The variable that names a file of certificates for a program to trust, by its runtime. */
export const TRUST_VARIABLE = { node: 'NODE_EXTRA_CA_CERTS', python: 'SSL_CERT_FILE' };

/** Makes a certificate for a host of this name, for a server that `USER` runs. It is removed after the test. */
export async function createCertificate(host: string): Promise<Certificate> {
  const directory = await dataDirectory('certificate');
  const [file, key] = ['tls.crt', 'tls.key'].map((name) => path.join(directory, name)) as [
    string,
    string,
  ];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const files = ['-keyout', key, '-out', file];
  await execa(requireTool('openssl'), [
    'req',
    '-x509',
    '-days',
    '1',
    ...curve,
    ...subject,
    ...files,
  ]);
  await chmod(directory, 0o755);
  await chmod(key, 0o600);
  if (USER) await chown(key, USER.uid, USER.gid);
  return { file, key };
}
