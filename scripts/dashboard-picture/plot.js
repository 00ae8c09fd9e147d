import { escapeXml } from '../escape-xml.js';
import { describe } from './values.js';

/** Width of a sign of the legend and of an axis, as far as it can be told without the font. */
const SIGN = 6;
const AXIS = { width: 64, height: 18 };
const LEGEND_LINE = 16;

const PALETTE = [
  ...['#73bf69', '#f2cc0c', '#5794f2', '#ff9830', '#f2495c', '#b877d9', '#8ab8ff', '#c8f2c2'],
  ...['#fade2a', '#ffb357'],
];
const colourOf = (index) => PALETTE[index % PALETTE.length];

/** The axes with the lines at round values. */
export function plot({ width, height }, series, { start, end }, unit) {
  const { top, step } = scaleOf(series);
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const across = levels.map((level) => {
    const y = yOf(level, top, height).toFixed(1);
    return `<path d="M${AXIS.width} ${y}H${width}" stroke="#2c3235"/><text x="${AXIS.width - 8}" y="${Number(y) + 4}" text-anchor="end" fill="#8e8e9a">${escapeXml(describe(level, unit))}</text>`;
  });
  const minutes = Math.floor((end - start) / 60);
  const along = Array.from({ length: minutes + 1 }, (_, minute) => {
    const x = xOf(start + minute * 60, { start, end }, width).toFixed(1);
    return `<text x="${x}" y="${height - 4}" text-anchor="middle" fill="#8e8e9a">${minute}:00</text>`;
  });
  return [...across, ...along].join('\n');
}

/** One line for each series; it is broken where there was no value. */
export function lines({ width, height }, series, range) {
  const { top } = scaleOf(series);
  return series
    .map(({ values }, index) => {
      let isBroken = true;
      const steps = values.map(([at, value]) => {
        if (!Number.isFinite(value)) {
          isBroken = true;
          return '';
        }
        const step = isBroken ? 'M' : 'L';
        isBroken = false;
        return `${step}${xOf(at, range, width).toFixed(1)} ${yOf(value, top, height).toFixed(1)}`;
      });
      return `<path d="${steps.join('')}" fill="none" stroke="${colourOf(index)}" stroke-width="1.3" stroke-linejoin="round"/>`;
    })
    .join('\n');
}

/** The names of the lines, in as many rows as they need. */
export function legend(names, { width }) {
  const rows = [[]];
  let x = 0;
  for (const [index, name] of names.entries()) {
    const needed = 18 + (name.length + 2) * SIGN;
    if (x > 0 && x + needed > width) {
      rows.push([]);
      x = 0;
    }
    const y = (rows.length - 1) * LEGEND_LINE;
    rows
      .at(-1)
      .push(
        `<rect x="${x}" y="${y - 5}" width="12" height="3" rx="1" fill="${colourOf(index)}"/><text x="${x + 17}" y="${y}" fill="#ccccdc">${escapeXml(name)}</text>`,
      );
    x += needed;
  }
  return { svg: rows.flat().join('\n'), height: rows.length * LEGEND_LINE };
}

function xOf(at, { start, end }, width) {
  return AXIS.width + ((at - start) / (end - start)) * (width - AXIS.width - 14);
}

function yOf(value, top, height) {
  return 4 + (1 - value / top) * (height - AXIS.height - 8);
}

/** A round value above all, and a round step to it. */
function scaleOf(series) {
  const values = series.flatMap((one) => one.values.map(([, value]) => value));
  const most = Math.max(...values.filter(Number.isFinite), 0) || 1;
  const power = 10 ** Math.floor(Math.log10(most / 3));
  const step = power * [1, 2, 5, 10].find((factor) => (factor * power * 10) / 3 >= most / 1.2);
  return { top: Math.ceil(most / step) * step, step };
}
