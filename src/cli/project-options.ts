import { CREATE_OPTIONS } from './create-options.ts';
import type { OptionDefinition } from './options.ts';

const shared = (...names: string[]) =>
  CREATE_OPTIONS.filter((option) => names.includes(option.name));

/** What every command on a project understands. */
const OUTPUT = shared('json', 'quiet', 'color', 'verbose');

const ALLOW_DIRTY: OptionDefinition = {
  name: 'allow-dirty',
  group: 'Where and how',
  description: 'write to files of yours though git has uncommitted changes in them',
};

const DIRECTORY: OptionDefinition = {
  name: 'directory',
  argument: '<path>',
  group: 'Where and how',
  description: 'the project; default: the directory you are in',
};

/** Options of `diff` and `verify`. */
const DIFF_OPTIONS: OptionDefinition[] = [DIRECTORY, ...OUTPUT];

/** Options of `update` and `add`. */
const UPDATE_OPTIONS: OptionDefinition[] = [
  DIRECTORY,
  ...shared('dry-run', 'diff'),
  ALLOW_DIRTY,
  ...OUTPUT,
];

/** What `add` can add to exporter.yaml. */
export const ADDABLE = ['metric', 'target', 'collector'] as const;

/** The commands on a project that was generated, each with its options. */
export const PROJECT_COMMANDS = {
  update: {
    description: 'generate a project anew from its exporter.yaml, and keep your changes',
    options: UPDATE_OPTIONS,
  },
  diff: {
    description: 'tell which files differ from what would be generated now',
    options: DIFF_OPTIONS,
  },
  verify: {
    description: 'prove that a project works: its tests, and what it exposes',
    options: DIFF_OPTIONS,
  },
  add: {
    description: 'add a metric, target or collector to exporter.yaml, and update',
    options: UPDATE_OPTIONS,
  },
} as const;

export interface DiffFlags {
  directory?: string;
  json?: boolean;
  quiet?: boolean;
}

export interface UpdateFlags extends DiffFlags {
  dryRun?: boolean;
  diff?: boolean;
  allowDirty?: boolean;
}

export interface AddFlags extends UpdateFlags {
  /** One of ADDABLE, still unchecked. */
  what: string;
  values: string[];
}
