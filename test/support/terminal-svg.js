import { escapeXml } from '../../scripts/escape-xml.js';

/** Width and height of a character; every run of text is stretched to it, whatever the font is. */
const CELL = { width: 8.4, height: 19 };
const FONT_SIZE = 14;
const PADDING = 18;
const BAR = 36;

const BACKGROUND = '#0d1117';
const FOREGROUND = '#e6edf3';
const FRAME = '#30363d';
const TITLE = '#8b949e';
const BUTTONS = ['#ff5f57', '#febc2e', '#28c840'];

/** The sixteen colours that a terminal names; the others have fixed values. */
const PALETTE = [
  ...['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'],
  ...['#6e7681', '#ffa198', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#ffffff'],
];

/** Draws a terminal of @xterm/headless as an SVG document that needs nothing else. */
export function drawTerminal(display, { title, typed, scrollback = false }) {
  const lines = [...(typed ? [commandLine(typed)] : []), ...readLines(display, scrollback)];
  while (lines.length > 0 && lines.at(-1).length === 0) lines.pop();
  const width = number(display.cols * CELL.width + 2 * PADDING);
  const height = number(BAR + lines.length * CELL.height + PADDING + 4);
  const body = lines.flatMap((runs, row) => runs.map((run) => drawRun(run, row)));
  const buttons = BUTTONS.map(
    (fill, index) => `<circle cx="${20 + 20 * index}" cy="18" r="6" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<title>${escapeXml(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${BACKGROUND}" stroke="${FRAME}"/>
${buttons.join('\n')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}">
<text x="${number(width / 2)}" y="23" text-anchor="middle" fill="${TITLE}">${escapeXml(title)}</text>
<g xml:space="preserve">
${body.join('\n')}
</g>
</g>
</svg>
`;
}

function commandLine(text) {
  const plain = { foreground: FOREGROUND, attributes: '' };
  return [
    { ...plain, column: 0, cells: 1, text: '$', foreground: PALETTE[2] },
    { ...plain, column: 2, cells: text.length, text, attributes: ' font-weight="bold"' },
  ];
}

/** Each line as runs of characters that look the same. */
function readLines(display, scrollback) {
  const buffer = display.buffer.active;
  const first = scrollback ? 0 : buffer.baseY;
  const lines = [];
  for (let y = first; y < buffer.length; y++) {
    const line = buffer.getLine(y);
    const runs = [];
    for (let column = 0; line && column < display.cols; column++) {
      const cell = line.getCell(column);
      // The second half of a wide character has no width.
      if (!cell || cell.getWidth() === 0) continue;
      const look = { ...colours(cell), attributes: attributes(cell), size: cell.getWidth() };
      const last = runs.at(-1);
      const text = cell.getChars() || ' ';
      if (last && sameLook(last, look)) {
        last.text += text;
        last.cells += look.size;
      } else {
        runs.push({ ...look, column, cells: look.size, text });
      }
    }
    lines.push(runs.map(withoutBlanks).filter(({ text }) => text !== ''));
  }
  return lines;
}

/** Blanks at both ends of a run are left out where nothing of them can be seen. */
function withoutBlanks(run) {
  if (run.background !== undefined || run.attributes.includes('underline')) return run;
  const text = run.text.trim();
  const before = run.text.length - run.text.trimStart().length;
  const blanks = run.text.length - text.length;
  return { ...run, text, column: run.column + before, cells: run.cells - blanks };
}

function sameLook(a, b) {
  return (
    a.foreground === b.foreground &&
    a.background === b.background &&
    a.attributes === b.attributes &&
    a.size === b.size
  );
}

function colours(cell) {
  const foreground = colour(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor());
  const background = colour(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor());
  return cell.isInverse()
    ? { foreground: background ?? BACKGROUND, background: foreground ?? FOREGROUND }
    : { foreground: foreground ?? FOREGROUND, background };
}

/** The colour of a cell; undefined is the terminal's own. */
function colour(isRgb, isPalette, value) {
  if (isRgb) return hex(value);
  if (!isPalette) return undefined;
  if (value < 16) return PALETTE[value];
  if (value >= 232) return hex((8 + (value - 232) * 10) * 0x010101);
  const level = (part) => (part === 0 ? 0 : 55 + part * 40);
  const cube = value - 16;
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  return hex(red * 0x10000 + green * 0x100 + blue);
}

function hex(value) {
  return `#${value.toString(16).padStart(6, '0')}`;
}

function attributes(cell) {
  return [
    cell.isBold() && ' font-weight="bold"',
    cell.isItalic() && ' font-style="italic"',
    cell.isDim() && ' opacity="0.6"',
    cell.isUnderline() && ' text-decoration="underline"',
  ]
    .filter(Boolean)
    .join('');
}

function drawRun({ column, cells, text, foreground, background, attributes }, row) {
  const x = number(PADDING + column * CELL.width);
  const top = BAR + row * CELL.height;
  const width = number(cells * CELL.width);
  const size = `textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  const box = background
    ? `<rect x="${x}" y="${top}" width="${width}" height="${CELL.height}" fill="${background}"/>`
    : '';
  return `${box}<text x="${x}" y="${top + 14}" ${size} fill="${foreground}"${attributes}>${escapeXml(text)}</text>`;
}

/** Without the tails of binary fractions. */
function number(value) {
  return Number(value.toFixed(2));
}
