import { generate } from './generated-projects.js';
import { load } from './load.js';
import { ownValue, startServer } from './server-process.js';
import { together } from './together.js';

const SIZES = [10, 1000, 10_000, 100_000];

/** Enough scrapes to take a second or so, in several turns. */
const SLICES = 5;
const SERIES_OF_A_SLICE = { node: 200_000, python: 50_000 };
const MOST_SCRAPES = 200;
const SCRAPES_FOR_MEMORY = 5;

const PROGRAMS = {
  node: { bare: 'serve-bare.js', generated: 'serve-generated.js' },
  python: { bare: 'serve_bare.py', generated: 'serve_generated.py' },
};

/** Milliseconds of one scrape, with the generated code and with the bare client, for each number of series. */
export async function prepareScrapes(runtime, directory, program) {
  const { start, missing } = await prepareServers(runtime, directory, program);
  if (missing) return { contestants: [], missing: [missing] };
  const contestants = SIZES.flatMap((size) => {
    const text = `${size.toLocaleString('en')} series`;
    const bare = `${text}, bare client`;
    return together(
      [
        { name: bare, reference: bare },
        { name: text, reference: bare },
      ],
      () =>
        withServers([() => start('bare', size), () => start('generated', size)], (servers) =>
          timesOf(servers, Math.min(MOST_SCRAPES, Math.ceil(SERIES_OF_A_SLICE[runtime] / size))),
        ),
    );
  });
  return { contestants };
}

/** Resident memory in MiB after some scrapes of the largest number of series. */
export async function prepareMemory(runtime, directory, program) {
  const { start, missing } = await prepareServers(runtime, directory, program);
  if (missing) return { contestants: [], missing: [missing] };
  const contestants = [
    { name: 'bare client', which: 'bare' },
    { name: 'generated', which: 'generated' },
  ].map(({ name, which }) => ({
    name,
    run: () => withServers([() => start(which, SIZES.at(-1))], ([server]) => memoryOf(server)),
  }));
  return { contestants };
}

async function prepareServers(runtime, directory, program) {
  const { project, interpreter, missing } = await generate(runtime, directory, program);
  const start = (which, series) =>
    startServer({
      command: interpreter,
      args: (port) => [PROGRAMS[runtime][which], String(port), String(series)],
      cwd: project,
    });
  return { start, missing };
}

async function withServers(starts, use) {
  const servers = [];
  try {
    for (const start of starts) servers.push(await start());
    return await use(servers);
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
  }
}

/** The median of each server; they answer in turns. */
async function timesOf(servers, scrapes) {
  const times = servers.map(() => []);
  // The first slice of each only warms it up.
  for (let slice = 0; slice <= SLICES; slice++) {
    for (const [index, server] of servers.entries()) {
      const taken = await scrape(server, scrapes);
      if (slice > 0) times[index].push(...taken);
    }
  }
  return times.map((all) => all.sort((a, b) => a - b)[all.length >> 1]);
}

async function memoryOf(server) {
  const values = [];
  for (let index = 0; index < SCRAPES_FOR_MEMORY; index++) {
    values.push(await ownValue(server, 'process_resident_memory_bytes'));
  }
  return Math.max(...values) / 2 ** 20;
}

function scrape(server, requests) {
  return load({ port: server.port, path: '/metrics', requests, connections: 1 });
}
