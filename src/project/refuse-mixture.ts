import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { isObject } from './json-object.ts';
import { MANIFEST_FILE } from './manifest.ts';
import type { Plan } from './plan.ts';

/** What decides which files there are and what they are called. */
const DECIDING = ['runtime', 'pattern', 'name'] as const;

/**
 * A project written over one of another runtime, pattern or name would leave files of the former among its own, which nothing
 * uses and no update knows any more.
 * @throws Failure (exit 4) where the directory holds such a project
 */
export function refuseMixture({ directory, files }: Plan, spec: ExporterSpec): void {
  const manifest = files.find(({ path }) => path === MANIFEST_FILE);
  const former = specOf(manifest?.existing);
  const [field] = DECIDING.filter(
    (key) => typeof former?.[key] === 'string' && former[key] !== spec[key],
  );
  if (field === undefined) return;
  const withoutClient = spec.runtime === 'python' && former!.client ? ', take its client out' : '';
  throw new Failure(EXIT.conflict, `${directory} holds another project; nothing was written`, [
    `Its ${field} is ${former![field]}, not ${spec[field]}: files of both would lie side by side, and nothing would use those of the former.`,
    'Choose another directory.',
    `Or change that project: write ${field}: ${spec[field]} into its exporter.yaml${withoutClient}, and run create-exporter update there, which removes what is not generated any more.`,
  ]);
}

/** The spec in a manifest; one that nobody can read tells nothing. */
function specOf(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const { spec } = JSON.parse(text ?? '{}');
    return isObject(spec) ? spec : undefined;
  } catch {
    return undefined;
  }
}
