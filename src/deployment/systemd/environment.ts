import { collectorOptions } from '../../render/collector-options.ts';
import { commentText } from '../../render/literals.ts';
import { optionsOf } from '../../render/program-options.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { credentials, readFiles } from '../upstream.ts';
import { optionalCredentials } from './credentials.ts';
import { environmentValue } from './unit.ts';

/** Every setting that has a variable, with its default, to be uncommented; what has to be set is. */
export function environmentFile(spec: ExporterSpec): string {
  const left = new Set([
    // A file with a password is given to the service in another way.
    ...optionalCredentials(spec),
    ...credentials(spec).flatMap(({ variable, addressVariable }) => [variable, addressVariable]),
    ...collectorOptions(spec).flatMap(({ all }) =>
      all.filter(({ secret }) => secret).map(({ environment }) => environment),
    ),
  ]);
  const required = requiredValues(spec);
  const settings = optionsOf(spec)
    .filter(({ environment }) => environment !== '' && !left.has(environment))
    .map(({ environment, default: byDefault, help }) => {
      const given = required[environment];
      const line = `${environment}=${environmentValue(given ?? byDefault)}`;
      const note = environment === 'LOGFILE_PATH' ? relativeNote(spec) : '';
      return `# ${commentText(help)}${note}\n${given === undefined ? `#${line}` : line}\n`;
    });
  return `# Settings of ${spec.name}; where a line is commented out it shows the default.\n\n${settings.join('\n')}`;
}

function relativeNote({ name, log }: ExporterSpec): string {
  return log!.file.startsWith('/') ? '' : ` A relative path begins in /opt/${name}.`;
}

/** Settings without which the program is of no use. */
function requiredValues(spec: ExporterSpec): Record<string, string> {
  if (spec.pattern === 'batch') return { PUSHGATEWAY_URL: 'http://localhost:9091' };
  const database = readFiles(spec).find(({ volume }) => volume === 'database');
  return database ? { [database.variable]: `/var/lib/${spec.name}.db` } : {};
}
