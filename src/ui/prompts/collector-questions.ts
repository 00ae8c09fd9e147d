import type { CreateFlags } from '../../cli/flags.ts';
import type { Draft } from '../../commands/create/input.ts';
import { settingsFromFlags } from '../../commands/create/settings.ts';
import { passwordsInUrls } from '../../conventions/settings.ts';
import { partProblems } from '../../spec/problems.ts';
import { COLLECTOR_DEFAULTS } from '../../spec/resolve.ts';
import { SQL_ENGINES, type SqlEngine } from '../../spec/schema.ts';
import { checkedInput, type Remark } from './checked-input.ts';
import { chooseOne } from './choose.ts';

const ENGINE_MEANING: Record<SqlEngine, string> = {
  sqlite: 'a file; a small sample to try it with',
  postgresql: 'a PostgreSQL server',
  mysql: 'a MySQL or MariaDB server',
};

/**
 * Asks for what the chosen collectors need to know and no flag has said.
 * @param questionOf the words of an option's question
 * @returns the answers as flags
 */
export async function askSettings(
  draft: Draft,
  questionOf: (option: string) => string,
): Promise<Pick<CreateFlags, 'sqlEngine' | 'httpProbeTarget' | 'jsonApiUrl' | 'logFile'>> {
  const reads = (name: keyof typeof COLLECTOR_DEFAULTS) =>
    draft.collectors?.includes(name) ?? false;
  const answers: CreateFlags = {};
  if (reads('sql') && draft.sql?.engine === undefined) {
    const engines = SQL_ENGINES.map((value) => ({ value, description: ENGINE_MEANING[value] }));
    answers.sqlEngine = await chooseOne(questionOf('sql-engine'), engines);
  }
  if (reads('http-probe') && draft['http-probe']?.targets === undefined) {
    answers.httpProbeTarget = await askTargets(questionOf('http-probe-target'));
  }
  if (reads('json-api') && draft['json-api']?.url === undefined) {
    answers.jsonApiUrl = await checkedInput({
      message: questionOf('json-api-url'),
      default: COLLECTOR_DEFAULTS['json-api'].url,
      check: (jsonApiUrl) => remarkOn({ jsonApiUrl }),
    });
  }
  if (reads('log') && draft.log?.file === undefined) {
    answers.logFile = await checkedInput({
      message: questionOf('log-file'),
      default: COLLECTOR_DEFAULTS.log.file,
      check: (logFile) => remarkOn({ logFile }),
    });
  }
  return answers;
}

/** One address at least, then more until there are no more. */
async function askTargets(question: string): Promise<string[]> {
  const [example] = Object.entries(COLLECTOR_DEFAULTS['http-probe'].targets);
  const targets = [
    await checkedInput({
      message: question,
      default: example!.join('='),
      check: (target) => remarkOn({ httpProbeTarget: [target] }),
    }),
  ];
  for (;;) {
    const target = await checkedInput({
      message: 'Another address (empty for no more)',
      optional: true,
      check: (text) => remarkOn({ httpProbeTarget: [...targets, text] }),
    });
    if (target === '') return targets;
    targets.push(target);
  }
}

/** What is wrong about an answer; the same checks as for a flag. */
function remarkOn(answers: CreateFlags): Remark | undefined {
  const refused: string[] = [];
  const fields = settingsFromFlags(answers, refused);
  const problems = partProblems({ version: 1, name: 'checked-elsewhere', ...fields });
  const message =
    refused[0]?.replace(/^--\S+: /, '') ?? (problems[0] ?? passwordsInUrls(fields)[0])?.message;
  return message === undefined ? undefined : { message, blocking: true };
}
