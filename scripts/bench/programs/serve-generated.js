// serve-generated.js PORT SERIES: the generated application with so many more series.
import { fill } from './series.js';
import { createApp } from './src/app.js';
import { loadConfig } from './src/config.js';
import { createLogger } from './src/logger.js';
import { startServer } from './src/server.js';
import { createWebConfigStore } from './src/web-config-store.js';

const [port, series] = process.argv.slice(2);
const config = loadConfig({ args: [`--web.listen-address=127.0.0.1:${port}`] });
const logger = createLogger({ level: config.logLevel, format: config.logFormat });
const webConfig = createWebConfigStore({ file: config.webConfigFile, logger });
const { app, registry } = createApp({ config, logger });
fill(registry, Number(series));
await startServer({ app, listen: config.listen, webConfig });
