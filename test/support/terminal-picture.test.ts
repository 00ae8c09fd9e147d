import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { cleanUpLater } from './cleanup.ts';
import { drawTerminal } from './terminal-svg.js';
import { requireTool } from './tools.ts';

const script = fileURLToPath(new URL('../../scripts/terminal-picture.js', import.meta.url));

async function draw(text: string, options = {}): Promise<string> {
  const display = new xterm.Terminal({ cols: 20, rows: 5, allowProposedApi: true });
  await new Promise<void>((resolve) => display.write(text.replaceAll('\n', '\r\n'), resolve));
  return drawTerminal(display, { title: 'A <window> & "more"', ...options });
}

test('draws text with its colours and escapes it', async () => {
  const svg = await draw(
    '\x1b[1;31mred\x1b[0m  <b>&\n\n\x1b[7minverse \x1b[0m\x1b[38;5;208morange',
  );
  expect(svg).toContain('<title>A &lt;window&gt; &amp; &quot;more&quot;</title>');
  expect(svg).toContain(
    'textLength="25.2" lengthAdjust="spacingAndGlyphs" fill="#ff7b72" font-weight="bold">red<',
  );
  // Five characters in: 18 + 5 × 8.4.
  expect(svg).toMatch(/x="60" [^>]*>&lt;b&gt;&amp;</);
  expect(svg).toMatch(
    /<rect [^>]*width="67.2" [^>]*fill="#e6edf3"\/><text [^>]*fill="#0d1117">inverse </,
  );
  expect(svg).toMatch(/fill="#ff8700">orange</);
  expect(svg).not.toMatch(/href|url\(|<script|<style/);
});

test('gives a wide character two columns', async () => {
  expect(await draw('a漢字b')).toMatch(
    /x="26.4" [^>]*textLength="33.6"[^>]*>漢字<[\s\S]*x="60" [^>]*>b</,
  );
});

test('shows what has scrolled away only where that is asked for', async () => {
  const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`).join('\n');
  expect(await draw(lines)).not.toContain('line 0');
  expect(await draw(lines, { scrollback: true, typed: 'count' })).toMatch(/count<[\s\S]*line 0</);
});

test('the script draws the same picture of a real program twice', async () => {
  requireTool('python');
  const directory = await mkdtemp(join(tmpdir(), 'picture-test-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  const [scenario, first, second] = ['s.json', '1.svg', '2.svg'].map((name) =>
    join(directory, name),
  );
  const program =
    "process.stdout.write('Name? '); process.stdin.once('data', (name) => { console.log('hello ' + name); process.exit(4); })";
  const steps = [{ waitFor: 'Name\\?' }, { type: 'shop' }, { press: 'enter' }];
  const command = [process.execPath, '-e', program];
  await writeFile(scenario!, JSON.stringify({ title: 'Hello', command, steps, exitCode: 4 }));
  for (const out of [first!, second!]) await execa(process.execPath, [script, out, scenario!]);
  const svg = await readFile(first!, 'utf8');
  expect(svg).toMatch(/Name\? shop<[\s\S]*hello shop</);
  expect(await readFile(second!, 'utf8')).toBe(svg);
});
