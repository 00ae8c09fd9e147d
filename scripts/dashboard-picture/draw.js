import { escapeXml } from '../escape-xml.js';
import { legend, lines, plot } from './plot.js';
import { describe } from './values.js';

/** Pixels of a column and a line of Grafana's grid. */
const GRID = { width: 48, height: 23 };
const GAP = 6;
const TITLE_HEIGHT = 24;

const COLOURS = { green: '#73bf69', red: '#f2495c', orange: '#ff9830', text: '#ccccdc' };

/**
 * Draws panels of a dashboard as an SVG document that needs nothing else.
 * @param {{ panel: object, series: { name: string, labels: object, values: [number, number][] }[] }[]} panels
 *   as they stand in the dashboard, and what Prometheus answered to their queries
 * @param {{ title: string, start: number, end: number }} frame what stands above, and the seconds that the panels cover
 */
export function drawDashboard(panels, { title, ...range }) {
  const bottom = Math.max(...panels.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h));
  const [width, height] = [24 * GRID.width + GAP, bottom * GRID.height + 40 + GAP];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="Inter, system-ui, 'Segoe UI', Roboto, sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#111217"/>
<text x="14" y="26" font-size="16" fill="${COLOURS.text}">${escapeXml(title)}</text>
${panels.map((one) => drawPanel(one, range)).join('\n')}
</svg>
`;
}

function drawPanel({ panel, series }, range) {
  const { x, y, w, h } = panel.gridPos;
  const [left, top] = [x * GRID.width + GAP, y * GRID.height + 40];
  const box = { width: w * GRID.width - GAP, height: h * GRID.height - GAP };
  const title = `<text x="${panel.type === 'row' ? 4 : 10}" y="16" fill="${COLOURS.text}" font-weight="600">${escapeXml(panel.title)}</text>`;
  if (panel.type === 'row') return `<g transform="translate(${left} ${top})">${title}</g>`;
  const inner = { width: box.width - 20, height: box.height - TITLE_HEIGHT - 10 };
  return `<g transform="translate(${left} ${top})">
<rect width="${box.width}" height="${box.height}" rx="3" fill="#181b1f" stroke="#2c3235"/>
${title}
<g transform="translate(10 ${TITLE_HEIGHT})">
${CONTENTS[panel.type](panel, series, inner, range)}
</g>
</g>`;
}

/** What each kind of panel shows. */
const CONTENTS = { stat, timeseries, heatmap };

function stat({ fieldConfig, options }, series, { width, height }) {
  const { mappings, thresholds, unit } = fieldConfig.defaults;
  const [{ name, values } = { name: '–', values: [] }] = series;
  const value = values.at(-1)?.[1];
  const known = mappings.find(({ type }) => type === 'value')?.options[value];
  const step = thresholds.steps.findLast((one) => one.value === null || value >= one.value);
  const text = options.textMode === 'name' ? name : (known?.text ?? describe(value, unit));
  const colour = COLOURS[known?.color ?? step.color] ?? COLOURS.text;
  return `<text x="${width / 2}" y="${height / 2 + 8}" text-anchor="middle" font-size="24" font-weight="600" fill="${colour}">${escapeXml(text)}</text>`;
}

function timeseries({ fieldConfig }, series, box, range) {
  const names = legend(
    series.map(({ name }) => name),
    box,
  );
  const area = { ...box, height: box.height - names.height };
  return [
    plot(area, series, range, fieldConfig.defaults.unit),
    lines(area, series, range),
    `<g transform="translate(0 ${area.height + 14})">${names.svg}</g>`,
  ].join('\n');
}

/** Buckets hold what the ones below hold, too; a cell is what a bucket adds. */
function heatmap({ options }, series, { width, height }, { start, end }) {
  const buckets = series
    .map(({ labels, values }) => ({ bound: Number(labels.le.replace('Inf', 'Infinity')), values }))
    .sort((a, b) => a.bound - b.bound);
  if (buckets.length === 0) return '';
  const rows = buckets.map(({ bound, values }, index) => {
    const below = new Map(buckets[index - 1]?.values);
    return { bound, cells: values.map(([at, value]) => [at, value - (below.get(at) ?? 0)]) };
  });
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map(([, value]) => value)));
  const [left, cellHeight] = [40, (height - 4) / rows.length];
  const cellWidth = (width - left) / buckets[0].values.length;
  return rows
    .map(({ bound, cells }, index) => {
      const y = (height - 4 - (index + 1) * cellHeight).toFixed(1);
      const label = `<text x="${left - 6}" y="${Number(y) + 9}" text-anchor="end" font-size="9" fill="#8e8e9a">${Number.isFinite(bound) ? describe(bound, options.yAxis.unit) : '+Inf'}</text>`;
      const filled = cells
        .filter(([, value]) => value > most / 1000)
        .map(([at, value]) => {
          const x = left + ((at - start) / (end - start)) * (width - left - cellWidth);
          return `<rect x="${x.toFixed(1)}" y="${y}" width="${(cellWidth - 1).toFixed(1)}" height="${(cellHeight - 1).toFixed(1)}" fill-opacity="${Math.sqrt(value / most).toFixed(2)}"/>`;
        });
      return `${label}<g fill="${COLOURS.orange}">${filled.join('')}</g>`;
    })
    .join('\n');
}
