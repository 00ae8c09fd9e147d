import { DATASOURCE, type Panel, type Row } from './model.ts';

/** Columns of Grafana's grid. */
const COLUMNS = 24;

interface Placed {
  panel: Panel;
  gridPos: { h: number; w: number; x: number; y: number };
}

/** Panels of Grafana's model, placed row under row; panels of a collapsed row are inside of it. */
export function placedPanels(rows: readonly Row[]): object[] {
  const result: object[] = [];
  let y = 0;
  let id = 0;
  for (const { title, collapsed = false, panels } of rows) {
    const row = { id: ++id, type: 'row', title, collapsed };
    const gridPos = { h: 1, w: COLUMNS, x: 0, y };
    y += 1;
    const { placed, bottom } = place(panels, y);
    const inside = placed.map((each) => panelJson(each, ++id));
    // Grafana counts the place of a collapsed row only.
    if (!collapsed) y = bottom;
    result.push({ ...row, gridPos, panels: collapsed ? inside : [] }, ...(collapsed ? [] : inside));
  }
  return result;
}

/** From left to right, then the next line; the last panel of a line is as wide as there is room. */
function place(panels: readonly Panel[], top: number): { placed: Placed[]; bottom: number } {
  const lines: Panel[][] = [];
  for (const panel of panels) {
    const line = lines.at(-1);
    const used = line?.reduce((sum, { width }) => sum + width, 0) ?? COLUMNS;
    const isFull = used + panel.width > COLUMNS;
    if (line === undefined || isFull || panel.startsLine) lines.push([panel]);
    else line.push(panel);
  }
  const placed: Placed[] = [];
  let y = top;
  for (const line of lines) {
    const height = Math.max(...line.map((panel) => panel.height));
    let x = 0;
    for (const [index, panel] of line.entries()) {
      const w = index === line.length - 1 ? COLUMNS - x : panel.width;
      placed.push({ panel, gridPos: { h: height, w, x, y } });
      x += w;
    }
    y += height;
  }
  return { placed, bottom: y };
}

function panelJson({ panel, gridPos }: Placed, id: number): object {
  const {
    type,
    title,
    description,
    targets,
    instant = false,
    format,
    fieldConfig,
    options,
  } = panel;
  return {
    ...{ id, type, title, description, gridPos, datasource: DATASOURCE },
    targets: targets.map(({ expr, legend }, index) => ({
      refId: refId(index),
      datasource: DATASOURCE,
      editorMode: 'code',
      expr,
      format: format ?? 'time_series',
      instant,
      range: !instant,
      legendFormat: legend,
    })),
    fieldConfig,
    options,
  };
}

/** A, B, …, Z, AA, …, as Grafana names queries. */
function refId(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : refId(Math.floor(index / 26) - 1) + last;
}
