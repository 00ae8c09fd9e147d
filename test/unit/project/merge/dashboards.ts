/** A panel or a row of a dashboard. */
export interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
  description?: string;
  collapsed?: boolean;
  panels?: Panel[];
}

interface Section {
  row?: Panel;
  panels: Panel[];
}

/** What somebody does in Grafana, and to which panel of which section; the numbers wrap around. */
export interface Edit {
  kind: (typeof KINDS)[number];
  section: number;
  panel: number;
}

export const KINDS = [
  'add',
  'collapse',
  'describe',
  'duplicate',
  'move',
  'remove',
  'rename',
  'resize',
  'retype',
] as const;

/** Metrics of a row; of more there are two rows with other titles, the second one collapsed. */
const MOST_IN_ROW = 4;

/** A dashboard as it is generated for metrics: two panels in a line, a row before and after them. */
export function generateDashboard(metrics: readonly string[]): Panel[] {
  const rest = metrics.slice(MOST_IN_ROW);
  const sections = [
    sectionOf('Health', ['Up', 'Errors']),
    sectionOf(rest.length > 0 ? `Metrics 1 to ${MOST_IN_ROW}` : 'Metrics', metrics.slice(0, 4)),
    ...(rest.length > 0 ? [sectionOf(`Metrics to ${metrics.length}`, rest, true)] : []),
    sectionOf('Process', ['CPU', 'Memory', 'Threads']),
  ];
  const panels = stacked(sections);
  shown(panels).forEach((panel, index) => {
    panel.id = index + 1;
  });
  return panels;
}

function sectionOf(title: string, titles: readonly string[], collapsed = false): Section {
  const row = { ...panelOf(title), type: 'row', collapsed, panels: [], targets: [] };
  const panels = titles.map((one, at) => {
    const gridPos = { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 };
    return { ...panelOf(one), gridPos };
  });
  return { row: { ...row, gridPos: { x: 0, y: 0, w: 24, h: 1 } }, panels };
}

function panelOf(title: string): Panel {
  const gridPos = { x: 0, y: 0, w: 9, h: 5 };
  return { id: 0, type: 'timeseries', title, gridPos, targets: [{ expr: title }] };
}

/** Does what people do in Grafana; what is edited or added has a description that nothing else has. */
export function editDashboard(
  panels: readonly Panel[],
  edits: readonly Edit[],
  tag: string,
): Panel[] {
  const sections = apart(structuredClone(panels) as Panel[]);
  let lastId = Math.max(...shown(panels).map(({ id }) => id));
  edits.forEach((edit, number) => {
    const index = edit.section % sections.length;
    const section = sections[index]!;
    const panel = section.panels[edit.panel % section.panels.length];
    const description = `${edit.kind} ${tag}.${number}`;
    if (edit.kind === 'add') {
      const mine = { ...panelOf(`Mine ${tag}.${number}`), id: ++lastId, description };
      section.panels.splice(edit.panel, 0, mine);
    } else if (edit.kind === 'collapse' && section.row && !section.row.collapsed) {
      section.row.collapsed = true;
      sections.splice(index + 1, 0, { panels: [] });
    } else if (panel) {
      editPanel(panel, edit.kind, description, () => ++lastId, section, sections);
    }
  });
  return stacked(sections);
}

function editPanel(
  panel: Panel,
  kind: Edit['kind'],
  description: string,
  nextId: () => number,
  section: Section,
  sections: readonly Section[],
): void {
  const at = section.panels.indexOf(panel);
  if (kind === 'remove') section.panels.splice(at, 1);
  else if (kind === 'describe') panel.description = description;
  else if (kind === 'rename') Object.assign(panel, { title: `My ${description}`, description });
  else if (kind === 'retype') Object.assign(panel, { type: 'gauge', description });
  else if (kind === 'resize') panel.gridPos = { ...panel.gridPos, x: 3, w: 7, h: 9 };
  else if (kind === 'duplicate') {
    section.panels.splice(at, 0, { ...structuredClone(panel), id: nextId(), description });
  } else if (kind === 'move') {
    const to = sections[(sections.indexOf(section) + 1) % sections.length]!;
    section.panels.splice(at, 1);
    to.panels.push({ ...panel, description });
  }
}

/** Rows and panels, those in collapsed rows among them. */
export function shown(panels: readonly Panel[]): Panel[] {
  return panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
}

/** The title of the row that a panel is in; empty where there is none. */
export function rowOf(panels: readonly Panel[], panel: Panel): string {
  const isIt = ({ id }: Panel) => id === panel.id;
  const section = apart(panels).find(
    (one) => one.panels.some(isIt) || (one.row !== undefined && isIt(one.row)),
  );
  return section?.row && !isIt(section.row) ? section.row.title : '';
}

function apart(panels: readonly Panel[]): Section[] {
  const sections: Section[] = [{ panels: [] }];
  for (const panel of panels) {
    if (panel.type !== 'row') sections.at(-1)!.panels.push(panel);
    else sections.push({ row: panel, panels: [...(panel.panels ?? [])] });
    if (panel.collapsed) sections.push({ panels: [] });
  }
  return sections;
}

/** Puts sections below each other, and the panels of each in lines. */
function stacked(sections: readonly Section[]): Panel[] {
  let bottom = 0;
  return sections.flatMap(({ row, panels }) => {
    const start = row ? bottom + 1 : bottom;
    let [y, below, right] = [start, start, 0];
    const placed = panels.map((panel) => {
      const { x, w, h } = panel.gridPos;
      if (x < right) y = below;
      [below, right] = [Math.max(below, y + h), x + w];
      return { ...panel, gridPos: { x, y, w, h } };
    });
    const head = row && { ...row, gridPos: { ...row.gridPos, y: bottom } };
    bottom = row?.collapsed ? start : below;
    if (!head) return placed;
    return head.collapsed ? [{ ...head, panels: placed }] : [{ ...head, panels: [] }, ...placed];
  });
}
