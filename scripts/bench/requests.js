import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { generate, variant } from './generated-projects.js';
import { load } from './load.js';
import { ownValue, startServer } from './server-process.js';
import { together } from './together.js';

const SLICES = 10;
const TURNS = 3;
const CONNECTIONS = 4;

/** How the project of each runtime is started, and where it is instrumented. */
const RUNTIMES = {
  node: {
    args: ['src/main.js'],
    requests: 3000,
    without: {
      file: 'src/app.js',
      from: '  app.use(createHttpMetrics(registry));\n',
      to: '',
    },
    peer: {
      name: 'express-prom-bundle',
      file: 'src/app.js',
      from: "'./http-metrics.js'",
      to: "'../express-prom-bundle.js'",
    },
  },
  python: {
    args: ['-m', 'exporter'],
    requests: 600,
    without: {
      file: 'exporter/app.py',
      from: '    http_metrics.instrument(app, _HEALTH_PATHS | {config.web_telemetry_path})\n',
      to: '',
    },
    peer: {
      name: 'prometheus-flask-exporter',
      file: 'exporter/app.py',
      from: 'from exporter.http_metrics import',
      to: 'from flask_exporter import',
    },
  },
};

/** Processor time that the server needs for one request. */
export const PROCESSOR_MICROSECONDS = (samples) =>
  (samples.reduce((sum, { seconds }) => sum + seconds, 0) * 1e6) /
  samples.reduce((sum, { times }) => sum + times.length, 0);

/** The time that 99 of 100 requests do not exceed. */
export const P99_MICROSECONDS = (samples) => {
  const sorted = samples.flatMap(({ times }) => times).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] * 1000;
};

/** The contestant that the others refer to. */
export function peerOf(runtime) {
  return `added by ${RUNTIMES[runtime].peer.name}`;
}

/**
 * A generated application without its instrumentation, and what is added by its own and by that of a peer. The three servers
 * run at once and answer in turns.
 * @param {(samples: { seconds: number, times: number[] }[]) => number} figure of all that one server answered
 */
export async function prepareRequests(runtime, figure, directory, program) {
  const { args, requests } = RUNTIMES[runtime];
  return prepareVariants(runtime, directory, program, async (projects, interpreter) => {
    const servers = [];
    try {
      for (const cwd of projects) {
        const listen = (port) => [...args, `--web.listen-address=127.0.0.1:${port}`];
        servers.push(await startServer({ command: interpreter, args: listen, cwd }));
      }
      const samples = servers.map(() => []);
      // The first slice of each only warms it up.
      for (let slice = 0; slice <= SLICES; slice++) {
        for (const [index, server] of servers.entries()) {
          const sample = await sampleOf(server, requests);
          if (slice > 0) samples[index].push(sample);
        }
      }
      return samples.map(figure);
    } finally {
      await Promise.all(servers.map(({ stop }) => stop()));
    }
  });
}

/**
 * The same for an application that can be called without a server, whose threads make more noise than what is measured. The
 * least of several turns counts.
 */
export async function prepareCalls(runtime, directory, program) {
  return prepareVariants(runtime, directory, program, async (projects, interpreter) => {
    const least = projects.map(() => Number.POSITIVE_INFINITY);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [index, cwd] of projects.entries()) {
        const { stdout } = await promisify(execFile)(interpreter, ['request_time.py'], { cwd });
        least[index] = Math.min(least[index], Number(stdout));
      }
    }
    return least;
  });
}

async function prepareVariants(runtime, directory, program, measure) {
  const { without, peer } = RUNTIMES[runtime];
  const { project, interpreter, missing } = await generate(runtime, directory, program);
  if (missing) return { contestants: [], missing: [missing] };
  const projects = [
    await variant(project, 'without', without),
    project,
    await variant(project, 'peer', peer),
  ];
  const names = ['the application without', 'added by the generated code', peerOf(runtime)];
  const contestants = together(
    names.map((name) => ({ name })),
    async () => {
      const [bare, own, peers] = await measure(projects, interpreter);
      return [bare, own - bare, peers - bare];
    },
  );
  return { contestants };
}

async function sampleOf(server, requests) {
  const before = await ownValue(server, 'process_cpu_seconds_total');
  const times = await load({ ...server, path: '/example', requests, connections: CONNECTIONS });
  return { times, seconds: (await ownValue(server, 'process_cpu_seconds_total')) - before };
}
