import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { parse } from 'yaml';
import { ConfigError } from './config-values.js';

const MIN_VERSIONS = {
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
};
const CLIENT_AUTH_TYPES = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
];
const TLS_KEYS = ['cert_file', 'key_file', 'min_version', 'client_auth_type', 'client_ca_file'];
const BCRYPT_HASH = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

/**
 * @typedef {object} WebConfig
 * @property {{ minVersion: string, clientAuthType: string, cert: Buffer, key: Buffer, ca?: Buffer }
 *   | undefined} tls
 * @property {Map<string, string>} users bcrypt hashes by user name
 * @property {Map<string, string>} files what each file that was read looked like then
 */

/**
 * Reads the TLS and authentication settings, in the format of Prometheus' exporter-toolkit.
 *
 * @param {string} [file] without one: plain HTTP for everybody
 * @returns {WebConfig}
 */
export function readWebConfig(file) {
  if (!file) {
    return { tls: undefined, users: new Map(), files: new Map() };
  }
  const fail = (message) => {
    throw new ConfigError(`The web configuration ${file} cannot be used: ${message}.`);
  };
  const files = new Map();
  const read = (path, what) => {
    // Before it is read, so that a change meanwhile is seen.
    files.set(path, stampOf(path));
    try {
      return readFileSync(path);
    } catch (error) {
      return fail(`${what} cannot be read (${error.code ?? error.message})`);
    }
  };
  const readBeside = (name, what) => read(resolve(dirname(file), name), `${what} ${name}`);

  const content = mapping(parseYaml(read(resolve(file), 'the file').toString(), fail), 'it', fail);
  refuseUnknown(content, ['tls_server_config', 'basic_auth_users'], '', fail);
  return {
    tls: readTls(mapping(content.tls_server_config, 'tls_server_config', fail), readBeside, fail),
    users: readUsers(mapping(content.basic_auth_users, 'basic_auth_users', fail), fail),
    files,
  };
}

/**
 * Tells whether a file is still the one that was read.
 *
 * @param {string} file
 * @returns {string}
 */
export function stampOf(file) {
  const status = statSync(file, { bigint: true, throwIfNoEntry: false });
  return status ? `${status.mtimeNs} ${status.size} ${status.ino}` : 'missing';
}

function parseYaml(text, fail) {
  try {
    return parse(text);
  } catch (error) {
    return fail(`it is not valid YAML (${error.message.split(':\n')[0]})`);
  }
}

function mapping(value, name, fail) {
  if (
    value !== null &&
    value !== undefined &&
    (typeof value !== 'object' || Array.isArray(value))
  ) {
    fail(`${name} must be a mapping`);
  }
  return value ?? {};
}

function refuseUnknown(values, known, prefix, fail) {
  const unknown = Object.keys(values).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    fail(`the key ${prefix}${unknown} is not supported, use ${known.join(', ')}`);
  }
}

function readTls(settings, readBeside, fail) {
  refuseUnknown(settings, TLS_KEYS, 'tls_server_config.', fail);
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== 'string') {
      fail(`tls_server_config.${key} must be a text`);
    }
  }
  if (Object.keys(settings).length === 0) {
    return undefined;
  }
  const { min_version = 'TLS12', client_auth_type = 'NoClientCert' } = settings;
  if (!settings.cert_file || !settings.key_file) {
    fail('tls_server_config needs both cert_file and key_file');
  }
  if (!Object.hasOwn(MIN_VERSIONS, min_version)) {
    fail(`min_version is ${min_version}, use ${Object.keys(MIN_VERSIONS).join(' or ')}`);
  }
  if (!CLIENT_AUTH_TYPES.includes(client_auth_type)) {
    fail(`client_auth_type is ${client_auth_type}, use one of ${CLIENT_AUTH_TYPES.join(', ')}`);
  }
  if (settings.client_ca_file && client_auth_type === 'NoClientCert') {
    fail('client_ca_file needs a client_auth_type that asks for a certificate');
  }
  if (client_auth_type.includes('Verify') && !settings.client_ca_file) {
    fail(`client_auth_type ${client_auth_type} needs a client_ca_file`);
  }
  const tls = {
    minVersion: MIN_VERSIONS[min_version],
    clientAuthType: client_auth_type,
    cert: readBeside(settings.cert_file, 'cert_file'),
    key: readBeside(settings.key_file, 'key_file'),
    ca: settings.client_ca_file && readBeside(settings.client_ca_file, 'client_ca_file'),
  };
  try {
    createSecureContext(tls);
  } catch (error) {
    fail(`certificate and key do not work (${error.message})`);
  }
  return tls;
}

function readUsers(users, fail) {
  for (const [name, hash] of Object.entries(users)) {
    if (!BCRYPT_HASH.test(hash)) {
      fail(`the password of the user ${name} is not a bcrypt hash, make one with htpasswd -nB`);
    }
  }
  return new Map(Object.entries(users));
}
