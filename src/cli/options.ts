import { RULE_IDS } from '../conventions/rule-ids.ts';
import { CONFLICT_POLICIES, PACKAGE_MANAGERS } from '../project/choices.ts';
import { PRESETS } from '../spec/preset-names.ts';
import { KUBERNETES } from '../spec/resolve.ts';
import {
  CLIENTS,
  COLLECTORS,
  METRIC_TYPES,
  PATTERNS,
  RUNTIMES,
  type SpecInput,
  TARGETS,
} from '../spec/schema.ts';
import { COLLECTOR_OPTIONS } from './collector-options.ts';

export const OPTION_GROUPS = [
  'What to generate',
  'What to check',
  'Where and how',
  'Output',
] as const;

/** One option: its flag, its validation, its prompt, its line in `--help`, in the completion and in the README come from here. */
export interface OptionDefinition {
  /** Long flag without dashes. */
  name: string;
  short?: string;
  /** Placeholder of the value; absent for a switch. */
  argument?: string;
  group: (typeof OPTION_GROUPS)[number];
  description: string;
  /** The only values; checked wherever the value comes from. */
  choices?: readonly string[];
  /** May be given several times; values with choices also separated by commas. */
  many?: boolean;
  /** Also exists as `--no-…`. */
  negatable?: boolean;
  /** Exists as `--no-…` alone. */
  onlyNegated?: boolean;
  /** The field of exporter.yaml it sets. */
  field?: keyof SpecInput;
  /** The key below that field. */
  key?: string;
  /** What a person is asked if it is not given; `--yes` takes the default instead. */
  question?: string;
}

/** How `lint` may tell what it found, beside `--json`. */
const LINT_FORMATS = ['text', 'github'] as const;

/** Options of the main command, in the order people read them. */
export const CREATE_OPTIONS: OptionDefinition[] = [
  {
    name: 'name',
    argument: '<name>',
    group: 'What to generate',
    field: 'name',
    question: 'Name of the exporter',
    description: 'name of package, image and Prometheus job; default: last part of the directory',
  },
  {
    name: 'runtime',
    short: 'r',
    argument: `<${RUNTIMES.join('|')}>`,
    choices: RUNTIMES,
    group: 'What to generate',
    field: 'runtime',
    question: 'Runtime',
    description: 'language of the project; with --yes: node',
  },
  {
    name: 'pattern',
    short: 'p',
    argument: `<${PATTERNS.join('|')}>`,
    choices: PATTERNS,
    group: 'What to generate',
    field: 'pattern',
    question: 'Pattern',
    description: 'shape of the project; default: application',
  },
  {
    name: 'collector',
    short: 'c',
    argument: '<names>',
    choices: COLLECTORS,
    many: true,
    group: 'What to generate',
    field: 'collectors',
    question: 'What to read',
    description: `what is read on each scrape, separated by commas: ${COLLECTORS.join(', ')}`,
  },
  ...COLLECTOR_OPTIONS,
  {
    name: 'target',
    short: 't',
    argument: `<${[...TARGETS, 'none'].join(',')}>`,
    choices: [...TARGETS, 'none'],
    many: true,
    group: 'What to generate',
    field: 'targets',
    question: 'Deployment',
    description: 'deployment files; compose and kubernetes bring docker; default: docker',
  },
  {
    name: 'kubernetes-namespace',
    argument: '<name>',
    group: 'What to generate',
    field: 'kubernetes',
    key: 'namespace',
    question: 'Namespace in Kubernetes',
    description: `namespace of the Kubernetes objects; default: ${KUBERNETES.namespace}`,
  },
  {
    name: 'kubernetes-release',
    argument: '<label>',
    group: 'What to generate',
    field: 'kubernetes',
    key: 'release',
    question: 'Release label of the Prometheus operator',
    description: `label by which the Prometheus operator finds them; default: ${KUBERNETES.release}`,
  },
  {
    name: 'metric-types',
    argument: `<${METRIC_TYPES.join(',')}>`,
    choices: METRIC_TYPES,
    many: true,
    group: 'What to generate',
    question: 'Metric types',
    description: 'one sample metric of each type; with --yes: all four',
  },
  {
    name: 'metric',
    short: 'm',
    argument: '<definition>',
    many: true,
    group: 'What to generate',
    field: 'metrics',
    question: 'Metrics',
    description:
      "a metric of your own, again for each: 'counter shop_orders_total{channel=web|mobile,region} Orders placed.'",
  },
  {
    name: 'preset',
    argument: '<name>',
    choices: PRESETS,
    group: 'What to generate',
    description: `start from a preset: ${PRESETS.join(', ')}`,
  },
  {
    name: 'spec',
    argument: '<file|->',
    group: 'What to generate',
    description: 'a whole exporter.yaml, or - for standard input',
  },
  {
    name: 'namespace',
    argument: '<prefix>',
    group: 'What to generate',
    field: 'namespace',
    description:
      "prefix of the exporter's own metrics and those of a preset; default: from the name",
  },
  {
    name: 'port',
    argument: '<n>',
    group: 'What to generate',
    field: 'port',
    question: 'Port',
    description: 'port the exporter listens on; default: 3000, or that of the preset',
  },
  {
    name: 'description',
    argument: '<text>',
    group: 'What to generate',
    field: 'description',
    description: 'one sentence about the exporter',
  },
  {
    name: 'client',
    argument: `<${CLIENTS.join('|')}>`,
    choices: CLIENTS,
    group: 'What to generate',
    field: 'client',
    description: `Prometheus client of a Node.js project; default: ${CLIENTS[0]}`,
  },
  {
    name: 'yes',
    short: 'y',
    group: 'Where and how',
    description: 'ask nothing, take the default for all that is not given',
  },
  {
    name: 'on-conflict',
    argument: `<${CONFLICT_POLICIES.join('|')}>`,
    choices: CONFLICT_POLICIES,
    group: 'Where and how',
    description: 'files in the way: stop, keep or replace them; default: fail',
  },
  {
    name: 'dry-run',
    group: 'Where and how',
    description: 'do everything but the write',
  },
  {
    name: 'diff',
    group: 'Where and how',
    description: 'show what changes in each file',
  },
  {
    name: 'git',
    negatable: true,
    group: 'Where and how',
    description: 'make a git repository with a first commit; default: unless inside one',
  },
  {
    name: 'install',
    negatable: true,
    group: 'Where and how',
    question: 'Install dependencies now?',
    description: 'install the dependencies; default: no',
  },
  {
    name: 'package-manager',
    argument: `<${PACKAGE_MANAGERS.join('|')}>`,
    choices: PACKAGE_MANAGERS,
    group: 'Where and how',
    description: 'installs a Node.js project; default: the one that runs this command',
  },
  {
    name: 'json',
    group: 'Output',
    description: 'one JSON object on standard output and nothing else',
  },
  { name: 'quiet', group: 'Output', description: 'say nothing unless something is wrong' },
  {
    name: 'color',
    onlyNegated: true,
    group: 'Output',
    description: 'no colours; NO_COLOR does the same',
  },
  { name: 'verbose', group: 'Output', description: 'show the stack trace of a defect' },
];

/** Options of `lint`; how it is told about is the same as of the main command. */
export const LINT_OPTIONS: OptionDefinition[] = [
  {
    name: 'allow',
    argument: '<rules>',
    many: true,
    choices: RULE_IDS,
    group: 'What to check',
    description: 'rules to leave out, separated by commas',
  },
  {
    name: 'format',
    argument: `<${LINT_FORMATS.join('|')}>`,
    choices: LINT_FORMATS,
    group: 'Output',
    description: 'text for people or annotations for a GitHub workflow; default: text',
  },
  ...CREATE_OPTIONS.filter(({ group }) => group === 'Output'),
];

/** `-r, --runtime <node|python>`, as help and README show it. */
export function flagsOf(option: OptionDefinition): string {
  const long = option.onlyNegated
    ? `--no-${option.name}`
    : option.negatable
      ? `--[no-]${option.name}`
      : `--${option.name}`;
  const words = option.argument ? `${long} ${option.argument}` : long;
  return option.short ? `-${option.short}, ${words}` : words;
}
