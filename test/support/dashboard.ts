/** As much of a Grafana dashboard as the tests look at. */
export interface Dashboard {
  uid: string;
  title: string;
  editable?: boolean;
  templating: { list: Variable[] };
  panels: Panel[];
}

export interface Variable {
  name: string;
  type: string;
  label?: string;
  query?: string | { query: string };
  definition?: string;
  datasource?: { type?: string; uid?: string };
  refresh?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
}

export interface Panel {
  id?: number;
  type: string;
  title?: string;
  description?: string;
  datasource?: { type?: string; uid?: string };
  gridPos: { x: number; y: number; w: number; h: number };
  options?: { yAxis?: { unit?: string } };
  fieldConfig?: { defaults: { unit?: string } };
  targets?: { expr: string; refId: string; datasource?: { uid?: string }; instant?: boolean }[];
  /** The panels of a row that is closed. */
  panels?: Panel[];
}

/** All panels that show data: no rows and no texts, but what is inside closed rows. */
export function dataPanels({ panels }: Dashboard): Panel[] {
  return panels
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .filter(({ type }) => !['row', 'text', 'alertlist', 'dashlist'].includes(type));
}

/** A query as Grafana sends it: with what the variables stand for. */
export function interpolate(query: string, variables: Record<string, string>): string {
  return query.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (text, braced, plain) => {
    const value = variables[braced ?? plain];
    if (value === undefined) throw new Error(`${text} is no variable: ${query}`);
    return value;
  });
}

/** The label and the selector of a variable that asks for the values of a label. */
export function labelValuesQuery({ query, name }: Variable): { label: string; selector: string } {
  const text = (typeof query === 'string' ? query : query?.query) ?? '';
  const [, selector, label] = /^label_values\((.+),\s*(\w+)\)$/s.exec(text) ?? [];
  if (!selector || !label) throw new Error(`the variable ${name} has no label_values(): ${text}`);
  return { label, selector };
}
