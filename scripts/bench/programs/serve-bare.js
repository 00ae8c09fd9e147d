// serve-bare.js PORT SERIES: the same series, as the client's documentation serves them with Express.
import express from 'express';
import { fill } from './series.js';
import { createHttpMetrics } from './src/http-metrics.js';
import { createMetrics } from './src/metrics.js';
import { createRegistry } from './src/registry.js';

const [port, series] = process.argv.slice(2);
const registry = createRegistry();
createMetrics(registry);
createHttpMetrics(registry);
fill(registry, Number(series));
const app = express();
app.get('/metrics', async (_req, res) => {
  res.set('Content-Type', registry.contentType);
  res.end(await registry.metrics());
});
app.listen(Number(port), '127.0.0.1');
