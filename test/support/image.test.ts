import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fs from 'fs-extra';
import { expect, test, vi } from 'vitest';
import { cleanUpLater } from './cleanup.ts';
import { runImage } from './container.ts';
import { baseImages, buildImage, unpackImage } from './image.ts';

vi.setConfig({ testTimeout: 180_000 });

async function directoryWith(files: Record<string, string>): Promise<string> {
  const directory = await fs.mkdtemp(join(tmpdir(), 'image-test-'));
  cleanUpLater(() => fs.remove(directory));
  for (const [path, text] of Object.entries(files)) {
    await fs.outputFile(join(directory, path), text);
  }
  return directory;
}

const NODE_SERVER = `
  import { writeFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  import isNumber from 'is-number';
  const tries = (path) => { try { writeFileSync(path, ''); return 'written'; } catch (e) { return e.code; } };
  const facts = () => JSON.stringify({
    pid: process.pid, uid: process.getuid(), gid: process.getgid(), cwd: process.cwd(),
    node: process.versions.node.split('.')[0], installed: isNumber(3),
    app: tries('/app/x'), tmp: tries('/tmp/x'), milk: process.env.MILK,
  });
  const server = createServer((request, response) => response.end(facts()));
  server.listen(process.env.PORT, '127.0.0.1');
  process.on('SIGTERM', () => { console.log('stopping'); server.close(() => process.exit(0)); });
`;
const NODE_DOCKERFILE = `# syntax=docker/dockerfile:1
ARG NODE_VERSION=24.9.0
FROM docker.io/library/node:\${NODE_VERSION}-slim@sha256:${'0'.repeat(64)} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM docker.io/library/node:\${NODE_VERSION}-slim
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY . .
USER 10001:10001
HEALTHCHECK --interval=10s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
`;

test('builds and runs a multi-stage Node image', async () => {
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { 'is-number': '7.0.0' },
    devDependencies: { isarray: '2.0.5' },
  };
  const context = await directoryWith({
    'package.json': JSON.stringify(manifest),
    'server.js': NODE_SERVER,
    'secret.env': 'not for the image',
    '.dockerignore': 'secret.env\nDockerfile\n.dockerignore\n',
    Dockerfile: NODE_DOCKERFILE,
  });
  await execa('npm', ['install', '--package-lock-only'], { cwd: context });

  const image = await buildImage(context);
  expect(image.config).toMatchObject({ User: '10001:10001', WorkingDir: '/app' });
  const files = join(await unpackImage(image), 'app');
  expect((await fs.readdir(files)).sort()).toEqual(
    ['node_modules', 'package-lock.json', 'package.json', 'server.js'].sort(),
  );
  expect(existsSync(join(files, 'node_modules/isarray'))).toBe(false);

  const container = await runImage(image, (port) => ({
    env: { PORT: String(port), MILK: 'yes' },
    tmpfs: ['/tmp'],
    ready: '/',
  }));
  expect(await (await fetch(container.url)).json()).toEqual({
    ...{ pid: 1, uid: 10001, gid: 10001, cwd: '/app', node: '24', installed: true },
    ...{ app: 'EROFS', tmp: 'written', milk: 'yes' },
  });
  expect(await container.healthcheck()).toEqual({ exitCode: 0, output: '' });
  const status = await container.exec(['cat', '/proc/1/status']);
  expect(status.output).toMatch(/CapEff:\t0+\n/);
  expect(status.output).toMatch(/NoNewPrivs:\t1\n/);
  expect(await container.stop()).toEqual({ exitCode: 0, signal: undefined });
  expect(container.stdout()).toBe('stopping\n');
});

const PYTHON_SERVER = `
import json, os, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
import sqlite3, ssl
import six

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        facts = {"pid": os.getpid(), "uid": os.getuid(), "six": six.__version__}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(facts).encode())

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;
const PYTHON_DOCKERFILE = `FROM python:3.13-slim AS build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip /opt/venv/bin/pip install --requirement requirements.txt

FROM python:3.13-slim
RUN pip install --no-cache-dir isodate==0.7.2
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY server.py .
USER 10001
HEALTHCHECK CMD python -c "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'])"
CMD ["python", "server.py"]
`;

test('builds and runs a Python image with pip install', async () => {
  const context = await directoryWith({
    'requirements.txt': 'six==1.16.0\n',
    'server.py': PYTHON_SERVER,
    Dockerfile: PYTHON_DOCKERFILE,
  });
  const image = await buildImage(context);
  const container = await runImage(image, (port) => ({ env: { PORT: String(port) }, ready: '/' }));
  expect(await (await fetch(container.url)).json()).toEqual({ pid: 1, uid: 10001, six: '1.16.0' });
  expect(await container.healthcheck()).toEqual({ exitCode: 0, output: '' });
  expect(await container.stop()).toEqual({ exitCode: 0, signal: undefined });
});

test('a RUN step that fails fails the build, with what it wrote', async () => {
  const context = await directoryWith({ Dockerfile: 'FROM node:24-slim\nRUN echo no; exit 9\n' });
  await expect(buildImage(context)).rejects.toThrow(/^no$[\s\S]*exit status 9/m);
});

test('a USER that is a name cannot be run', async () => {
  const context = await directoryWith({ Dockerfile: 'FROM node:24-slim\nUSER node\n' });
  await expect(runImage(await buildImage(context))).rejects.toThrow('USER node is not numeric');
});

test('finds the base images of a Dockerfile', () => {
  const dockerfile = `
    ARG VERSION=24
    FROM --platform=$BUILDPLATFORM node:\${VERSION}-slim AS a
    FROM a AS b
    FROM scratch
    from python:\${OTHER:-3.13}
  `;
  expect(baseImages(dockerfile)).toEqual(['node:24-slim', 'python:3.13']);
  expect(baseImages(dockerfile, { VERSION: '22' })).toEqual(['node:22-slim', 'python:3.13']);
});
