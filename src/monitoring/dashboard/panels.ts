import type { Panel, Target } from './model.ts';

interface Details {
  title: string;
  description: string;
  unit: string;
  targets: Target[];
  width?: number;
  height?: number;
}

const GREEN = { color: 'green', value: null };

/** A bound that an alert has, and on which side of it things are bad. */
export interface Bound {
  above?: number;
  below?: number;
}

function thresholds({ above, below }: Bound): object {
  const steps =
    above !== undefined
      ? [GREEN, { color: 'red', value: above }]
      : below !== undefined
        ? [
            { color: 'red', value: null },
            { color: 'green', value: below },
          ]
        : [GREEN];
  return { mode: 'absolute', steps };
}

/** Lines over time; with a bound, the bound as a dashed line. */
export function timeseries({
  bound = {},
  stacked = false,
  ...details
}: Details & { bound?: Bound; stacked?: boolean }): Panel {
  const { title, description, unit, targets, width = 12, height = 8 } = details;
  const isBounded = bound.above !== undefined || bound.below !== undefined;
  return {
    ...{ type: 'timeseries', title, description, width, height, targets },
    fieldConfig: {
      defaults: {
        unit,
        color: { mode: 'palette-classic' },
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: stacked ? 30 : 10,
          gradientMode: 'none',
          showPoints: 'auto',
          spanNulls: false,
          stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
          thresholdsStyle: { mode: isBounded ? 'dashed' : 'off' },
        },
        thresholds: thresholds(bound),
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

/** What a value means, and how it looks. */
export interface Meaning {
  value: number;
  text: string;
  color: string;
}

export const YES_NO = (yes: string, no: string): Meaning[] => [
  { value: 1, text: yes, color: 'green' },
  { value: 0, text: no, color: 'red' },
];

function mappings(meanings: readonly Meaning[]): object[] {
  const options = meanings.map(({ value, text, color }, index) => [
    String(value),
    { text, color, index },
  ]);
  return [
    ...(meanings.length > 0 ? [{ type: 'value', options: Object.fromEntries(options) }] : []),
    // The ratio of nothing, and what there is not yet.
    {
      type: 'special',
      options: { match: 'null+nan', result: { text: '–', index: meanings.length } },
    },
  ];
}

/** The last value, large. */
export function stat({
  bound = {},
  meanings = [],
  shows = 'value',
  ...details
}: Details & { bound?: Bound; meanings?: Meaning[]; shows?: 'value' | 'name' }): Panel {
  const { title, description, unit, targets, width = 4, height = 4 } = details;
  return {
    ...{ type: 'stat', title, description, width, height, targets, instant: true },
    fieldConfig: {
      defaults: {
        unit,
        color: {
          mode: shows === 'name' ? 'fixed' : 'thresholds',
          ...(shows === 'name' && { fixedColor: 'text' }),
        },
        mappings: mappings(meanings),
        thresholds: thresholds(bound),
      },
      overrides: [],
    },
    options: {
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      // With several series each has its name beside its value.
      textMode: shows === 'value' ? 'auto' : shows,
    },
  };
}

/** The observations of a histogram, per bucket and over time. */
export function heatmap({
  title,
  description,
  unit,
  targets,
  width = 12,
  height = 8,
}: Details): Panel {
  return {
    ...{ type: 'heatmap', title, description, width, height, targets, format: 'heatmap' },
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Oranges', exponent: 0.5, steps: 64 },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: 'auto' },
      tooltip: { mode: 'single', yHistogram: false },
      yAxis: { axisPlacement: 'left', unit },
    },
  };
}

/** States over time, a line for each series. */
export function stateTimeline({
  title,
  description,
  targets,
  meanings,
  width = 12,
  height = 8,
}: Omit<Details, 'unit'> & { meanings: Meaning[] }): Panel {
  return {
    ...{ type: 'state-timeline', title, description, width, height, targets },
    fieldConfig: {
      defaults: {
        color: { mode: 'thresholds' },
        custom: { fillOpacity: 70, lineWidth: 0 },
        mappings: mappings(meanings),
        thresholds: thresholds({}),
      },
      overrides: [],
    },
    options: {
      alignValue: 'left',
      legend: { displayMode: 'list', placement: 'bottom', showLegend: false },
      mergeValues: true,
      rowHeight: 0.8,
      showValue: 'auto',
      tooltip: { mode: 'multi', sort: 'none' },
    },
  };
}
