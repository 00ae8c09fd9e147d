/** As much of a Grafana dashboard as the tests ask Prometheus for. */
export interface Dashboard {
  templating: { list: Variable[] };
  panels: Panel[];
}

export interface Variable {
  name: string;
  type: string;
  query: string | { query: string };
  allValue?: string;
  /** What is chosen when the dashboard is opened; `$__all` for all there is. */
  current: { value: string[] };
}

export interface Panel {
  type: string;
  title: string;
  targets?: { expr: string }[];
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
  const text = typeof query === 'string' ? query : query.query;
  const [, selector, label] = /^label_values\((.+),\s*(\w+)\)$/s.exec(text) ?? [];
  if (!selector || !label) throw new Error(`the variable ${name} has no label_values(): ${text}`);
  return { label, selector };
}
