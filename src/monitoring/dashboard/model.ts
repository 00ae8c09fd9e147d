import type { Expr } from '../promql.ts';

// The part of Grafana's dashboard model that generated dashboards use. The Foundation SDK of Grafana has all of it as
// builders, but would add 430 kB to a program that is started to write a few files.

export interface Target {
  expr: Expr;
  /** Text with `{{label}}`, or the name of the only series. */
  legend: string;
}

/** A panel without its place on the dashboard; sizes are in Grafana's grid of 24 columns. */
export interface Panel {
  type: 'timeseries' | 'stat' | 'heatmap' | 'state-timeline';
  title: string;
  description: string;
  width: number;
  height: number;
  /** It is the first of a line, whatever room there is in the one before. */
  startsLine?: true;
  targets: Target[];
  /** Only the last value is shown, so only that is asked for. */
  instant?: true;
  format?: 'heatmap';
  fieldConfig: object;
  options: object;
}

export interface Row {
  title: string;
  collapsed?: boolean;
  panels: Panel[];
}

/** The Prometheus that the dashboard's first variable names. */
export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
