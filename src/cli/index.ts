import packageJson from '../../package.json' with { type: 'json' };
import { main } from './main.ts';
import { processIo } from './process-io.ts';

// A reader such as `head` may close the pipe early; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const argv = process.argv.slice(2);
// Not process.exit: what was written to a pipe must still reach it.
process.exitCode = await main(argv, processIo(argv), packageJson.version);
