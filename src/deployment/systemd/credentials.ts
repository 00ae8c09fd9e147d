import { optionsOf } from '../../render/program-options.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { credentials } from '../upstream.ts';
import type { Line } from './unit.ts';

/** Settings that name a file with a password or a key → that file and those it names itself. */
const OPTIONAL: Record<string, string[]> = {
  WEB_CONFIG_FILE: ['web-config.yml', 'tls.crt', 'tls.key'],
  JSON_API_TOKEN_FILE: ['json-api-token'],
  JSON_API_HEADERS_FILE: ['json-api-headers'],
  PUSH_PASSWORD_FILE: ['push-password'],
};

/** The settings among them that a program has. */
export function optionalCredentials(spec: ExporterSpec): string[] {
  return optionsOf(spec)
    .map(({ environment }) => environment)
    .filter((environment) => environment in OPTIONAL);
}

/**
 * The files that only this service sees, the ones that it may do without as comments; %d is the directory it sees them
 * in. Its user exists as long as it runs, so nothing else can be made readable for it alone.
 */
export function credentialLines(spec: ExporterSpec): Line[] {
  const lines = (variable: string, files: string[]): Line[] => [
    ...files.map((file): Line => ['LoadCredential', `${file}:/etc/${spec.name}/${file}`]),
    ['Environment', `${variable}=%d/${files[0]}`],
  ];
  const optional = optionalCredentials(spec).flatMap((variable) =>
    lines(variable, OPTIONAL[variable]!),
  );
  return [
    ...credentials(spec).flatMap(({ variable, file }) => lines(variable, [file])),
    ['#', `For files of /etc/${spec.name} that are used: lines of "systemctl edit ${spec.name}".`],
    ...optional.map(([key, value]): Line => ['#', `${key}=${value}`]),
  ];
}
