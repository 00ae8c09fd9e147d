import { dashboard } from '../../../src/monitoring/dashboard/index.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';

export interface PanelJson {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; expr: string; legendFormat: string; datasource: { uid: string } }[];
  fieldConfig?: { defaults: { unit?: string; thresholds?: { steps: { value: number | null }[] } } };
  panels?: PanelJson[];
  collapsed?: boolean;
}

export interface DashboardJson {
  uid: string;
  editable: boolean;
  panels: PanelJson[];
  templating: {
    list: {
      name: string;
      label: string;
      type: string;
      multi: boolean;
      allValue?: string;
      definition?: string;
    }[];
  };
}

/** The dashboard of a spec, as Grafana reads it. */
export const boardOf = (spec: ExporterSpec) => dashboard(spec) as DashboardJson;

/** Every panel, also those inside of rows; rows themselves left out. */
export function panelsOf(board: DashboardJson): PanelJson[] {
  return board.panels.flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel]));
}
