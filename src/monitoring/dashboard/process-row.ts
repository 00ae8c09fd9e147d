import { NODE, PROCESS, PYTHON } from '../../spec/foreign-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { rate, sumBy, sumRate, value } from '../promql.ts';
import type { Panel, Row } from './model.ts';
import { timeseries } from './panels.ts';
import { CHOSEN } from './scope.ts';

const { where } = CHOSEN;

/** The process and its runtime. */
export function processRow({ runtime }: ExporterSpec): Row {
  const panels = [
    timeseries({
      title: 'CPU',
      description: 'CPU time used per second: 1 is one core.',
      unit: 'short',
      targets: [{ expr: rate(PROCESS.cpu, CHOSEN), legend: '{{instance}}' }],
      width: 8,
    }),
    timeseries({
      title: 'Memory',
      description: PROCESS.memory.help,
      unit: 'bytes',
      targets: [
        { expr: value(PROCESS.memory, where), legend: 'resident {{instance}}' },
        ...(runtime === 'node'
          ? [{ expr: value(NODE.heapUsed, where), legend: 'heap {{instance}}' }]
          : []),
      ],
      width: 8,
    }),
    timeseries({
      title: 'Open files',
      // Their limit is often a million, beside which nobody would see them grow.
      description: 'Open file descriptors; their limit is process_max_fds.',
      unit: 'short',
      targets: [{ expr: value(PROCESS.openFiles, where), legend: '{{instance}}' }],
      width: 8,
    }),
    ...(runtime === 'node' ? nodePanels() : pythonPanels()),
  ];
  return { title: 'Process', panels };
}

function nodePanels(): Panel[] {
  return [
    timeseries({
      title: 'Event loop lag',
      description: NODE.eventLoopLag.help,
      unit: 's',
      targets: [{ expr: value(NODE.eventLoopLag, where), legend: '{{instance}}' }],
    }),
    timeseries({
      title: 'Garbage collection',
      description: 'Share of the time that garbage collection takes.',
      unit: 'percentunit',
      targets: [
        { expr: sumBy(['kind'], sumRate(NODE.garbageCollection, CHOSEN)), legend: '{{kind}}' },
      ],
    }),
  ];
}

function pythonPanels(): Panel[] {
  return [
    timeseries({
      title: 'Garbage collections',
      description: PYTHON.collections.help,
      unit: 'cps',
      targets: [
        {
          expr: sumBy(['generation'], rate(PYTHON.collections, CHOSEN)),
          legend: 'generation {{generation}}',
        },
      ],
    }),
    timeseries({
      title: 'Collected objects',
      description: PYTHON.collected.help,
      unit: 'cps',
      targets: [
        {
          expr: sumBy(['generation'], rate(PYTHON.collected, CHOSEN)),
          legend: 'generation {{generation}}',
        },
      ],
    }),
  ];
}
