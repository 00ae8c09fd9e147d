import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type DrawnPanel, drawDashboard } from '../../scripts/dashboard-picture/draw.js';

interface GoldenPanel {
  type: string;
  title: string;
  gridPos: { y: number };
  targets?: { legendFormat: string }[];
}

const golden = JSON.parse(
  await readFile('test/golden/bare-node/monitoring/dashboard.json', 'utf8'),
) as { panels: GoldenPanel[] };
const process = golden.panels.find(({ title }) => title === 'Process')!;
const shown = golden.panels.filter(({ gridPos }) => gridPos.y < process.gridPos.y);

/** What a healthy exporter would answer: a value that grows, in two buckets where a panel shows a distribution. */
function answered(panel: GoldenPanel): DrawnPanel['series'] {
  const values: [number, number][] = [
    [0, 0.25],
    [60, 0.5],
    [120, Number.NaN],
    [180, 1],
  ];
  const bounds = panel.type === 'heatmap' ? ['0.1', '+Inf'] : ['+Inf'];
  return (panel.targets ?? []).flatMap(({ legendFormat }) =>
    bounds.map((le) => ({ name: legendFormat, labels: { le }, values })),
  );
}

test('every panel of a generated dashboard is drawn, with what was answered', () => {
  const svg = drawDashboard(
    shown.map((panel) => ({ panel, series: answered(panel) })),
    { title: 'A <shop>', start: 0, end: 180 },
  );
  expect(svg).toContain('>A &lt;shop&gt;<');
  for (const { title } of shown) expect(svg).toContain(`>${title}<`);
  expect(new Set(shown.map(({ type }) => type))).toContain('heatmap');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg).not.toMatch(/href|url\(|<script|<style/);
});

test('a line has its lowest value at the bottom, and is broken where there is no number', () => {
  const panel = {
    type: 'timeseries',
    title: 'Requests',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    fieldConfig: { defaults: { unit: 'reqps' } },
  };
  const values: [number, number][] = [
    [0, 0],
    [60, Number.NaN],
    [120, 4],
    [180, 3],
  ];
  const series = [{ name: '200', labels: {}, values }];
  const svg = drawDashboard([{ panel, series }], { title: 'x', start: 0, end: 180 });
  const [, x1, y1, x2, y2] =
    /d="M([\d.]+) ([\d.]+)M([\d.]+) ([\d.]+)L[\d.]+ [\d.]+" fill="none"/.exec(svg) ?? [];
  expect(Number(x1)).toBeLessThan(Number(x2));
  expect(Number(y1)).toBeGreaterThan(Number(y2));
  expect(svg).toContain('>4 req/s<');
  expect(svg).toContain('>200<');
});

test('a number is coloured by its threshold, or by the word that stands for it', () => {
  const stat = (value: number) => ({
    panel: {
      type: 'stat',
      title: 'Errors',
      gridPos: { x: 0, y: 0, w: 4, h: 4 },
      options: { textMode: 'auto' },
      fieldConfig: {
        defaults: {
          unit: 'percentunit',
          mappings: [{ type: 'value', options: { 0: { text: 'None', color: 'green' } } }],
          thresholds: {
            steps: [
              { color: 'green', value: null },
              { color: 'red', value: 0.05 },
            ],
          },
        },
      },
    },
    series: [{ name: 'errors', labels: {}, values: [[0, value]] as [number, number][] }],
  });
  const draw = (value: number) => drawDashboard([stat(value)], { title: 'x', start: 0, end: 60 });
  expect(draw(0)).toContain('fill="#73bf69">None<');
  expect(draw(0.01)).toContain('fill="#73bf69">1%<');
  expect(draw(0.0526)).toContain('fill="#f2495c">5.26%<');
});
