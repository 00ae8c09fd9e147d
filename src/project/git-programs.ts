import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { runGit } from './git.ts';

/** Where the configuration of a user is, or of what they call us from; all other is the repository's. */
const OWN_SCOPES = new Set(['system', 'global', 'command']);

/** Arguments for git against all that makes it run a program, but for filters and hooks that have names. */
export const UNNAMED_PROGRAMS_OFF: readonly string[] = withSettings([
  'core.fsmonitor=false',
  // No file has one below it, so there are no hooks.
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  'maintenance.auto=false',
]);

/**
 * Arguments for git that keep it from running what the configuration of a repository names: it may be somebody else's.
 * The user's own filters, such as that of Git LFS, stay: without them git would take their files for changed.
 * @throws Failure (exit 4) if a name is one that cannot be switched off
 */
export async function programsOff(directory: string, signal: AbortSignal): Promise<string[]> {
  const named = (await namedPrograms(directory, signal)).flatMap(([section, name]) => {
    if (name.includes('=')) {
      throw new Failure(EXIT.conflict, `git would run a program that ${directory} names`, [
        `Its git configuration has a ${section} "${name}", and a name with "=" cannot be switched off. Rename it.`,
      ]);
    }
    const keys =
      section === 'filter' ? ['clean=', 'process=', 'required=false'] : ['enabled=false'];
    return keys.map((key) => `${section}.${name}.${key}`);
  });
  return [...UNNAMED_PROGRAMS_OFF, ...withSettings([...new Set(named)])];
}

function withSettings(settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ['-c', setting]);
}

async function namedPrograms(directory: string, signal: AbortSignal) {
  const ask = (...how: string[]) => {
    const args = ['config', ...how, '-z', '--name-only', '--get-regexp', '^(filter|hook)\\.'];
    return runGit(directory, args, signal).then(
      ({ stdout }) => stdout.split('\0').slice(0, -1),
      (error: { exitCode?: number }) => {
        // None is named.
        if (error.exitCode === 1) return [];
        throw error;
      },
    );
  };
  const words = await ask('--show-scope').catch(async (error: { exitCode?: number }) => {
    // Git before 2.26 does not tell whose they are.
    if (error.exitCode !== 129) throw error;
    return (await ask()).flatMap((key) => ['unknown', key]);
  });
  const keys = words.filter((_, at) => at % 2 === 1 && !OWN_SCOPES.has(words[at - 1]!));
  return keys.map((key): [section: string, name: string] => {
    const section = key.slice(0, key.indexOf('.'));
    return [section, key.slice(section.length + 1, key.lastIndexOf('.'))];
  });
}
