import helpText from '#generated/help.js';
import packageJson from '../../package.json' with { type: 'json' };
import { write } from './write.ts';

const argv = process.argv.slice(2);

const text = readyText();
if (text === undefined) void run();
else write(process.stdout, text, { wrote: false });

/** What needs no program to be told, since people and scripts ask for it often. */
function readyText(): string | undefined {
  if (argv.length !== 1) return undefined;
  if (argv[0] === '--version' || argv[0] === '-V') return `${packageJson.version}\n`;
  // Help was laid out for 80 columns, which is also what a reader that is no terminal gets.
  const isUsualWidth = !process.stdout.isTTY || process.stdout.columns === 80;
  return isUsualWidth && (argv[0] === '--help' || argv[0] === '-h') ? helpText : undefined;
}

async function run(): Promise<void> {
  const [{ main }, { processIo }] = await Promise.all([
    import('./main.ts'),
    import('./process-io.ts'),
  ]);
  // Not process.exit: what was written to a pipe must still reach it.
  process.exitCode = await main(argv, processIo(argv), packageJson.version);
}
