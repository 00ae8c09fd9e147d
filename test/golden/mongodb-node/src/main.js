import { createApp } from './app.js';
import { VERSION, versionLine } from './build-info.js';
import { checkCollectors } from './collectors/index.js';
import { helpText } from './command-line.js';
import { loadConfig } from './config.js';
import { ConfigError } from './config-values.js';
import { createLogger, maskSecrets } from './logger.js';
import { startServer } from './server.js';
import { createWebConfigStore } from './web-config-store.js';

/** One second less than the ten a container runtime waits before it kills. */
const GRACE_MILLISECONDS = 9000;

async function main() {
  const config = loadConfig({ args: process.argv.slice(2), env: process.env });
  if (config.help) {
    process.stdout.write(helpText());
    return;
  }
  if (config.version) {
    process.stdout.write(`${versionLine()}\n`);
    return;
  }
  const logger = createLogger({ level: config.logLevel, format: config.logFormat });
  const webConfig = createWebConfigStore({ file: config.webConfigFile, logger });
  if (config.configCheck) {
    checkCollectors(config);
    process.stdout.write('The configuration is valid.\n');
    return;
  }
  const application = createApp({ config, logger, users: () => webConfig.current().users });
  if (config.once) {
    const { text, ok } = await application.scrape();
    process.stdout.write(text);
    process.exitCode = ok ? 0 : 1;
    await application.close();
    return;
  }
  await serve({ config, logger, webConfig, application });
}

async function serve({ config, logger, webConfig, application }) {
  let stopping = false;
  let server;
  const stop = async (signal, number) => {
    if (stopping && signal === 'SIGHUP') {
      // The system and the shell may both tell that the terminal is gone.
      return;
    }
    if (stopping) {
      process.exit(128 + number);
    }
    stopping = true;
    logger.info('stopping, running requests are finished', { signal });
    // Also when closing hangs: the process is gone before it would be killed.
    setTimeout(() => process.exit(0), GRACE_MILLISECONDS + 500).unref();
    application.shutDown();
    await server?.close(GRACE_MILLISECONDS);
    await application.close();
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, stop);
  }

  server = await startServer({ app: application.app, listen: config.listen, webConfig });
  logger.info('listening', {
    url: server.url,
    telemetry_path: config.telemetryPath,
    version: VERSION,
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) {
    throw error;
  }
  // An argument that is quoted may be a URL with a password.
  process.stderr.write(`${maskSecrets(error.message)}\n`);
  process.exitCode = 1;
}
