import { CREATE_OPTIONS } from '../cli/create-options.ts';
import type { CreateFlags } from '../cli/flags.ts';
import { type Draft, overlay, portNumber } from '../commands/create/input.ts';
import { placeOf } from '../commands/create/place.ts';
import { settingsFromFlags } from '../commands/create/settings.ts';
import {
  type Answered,
  getsReadings,
  withReadings,
  withSamples,
} from '../commands/create/settle.ts';
import { claimedByProject } from '../conventions/index.ts';
import { interrupted } from '../failure.ts';
import { formatDefinition } from '../spec/metric-definition.ts';
import {
  correctNamespace,
  correctProjectName,
  defaultNamespace,
  nameProblem,
} from '../spec/name.ts';
import { partProblems, problemsOf } from '../spec/problems.ts';
import { KUBERNETES, resolveSpec } from '../spec/resolve.ts';
import {
  COLLECTORS,
  type CollectorName,
  METRIC_TYPES,
  PATTERNS,
  RUNTIMES,
  TARGETS,
  type Target,
} from '../spec/schema.ts';
import type { Io } from './io.ts';
import { checkedInput } from './prompts/checked-input.ts';
import { chooseMany, chooseOne } from './prompts/choose.ts';
import { askSettings } from './prompts/collector-questions.ts';
import { askMetrics } from './prompts/metric-questions.ts';

/**
 * Asks for everything that no flag, file or preset has settled.
 * @throws Failure (exit 130) on Ctrl-C
 */
export function askForMissing(flags: CreateFlags, draft: Draft, io: Io): Promise<Answered> {
  return orInterrupted(async () => {
    const answers: CreateFlags = { ...flags };
    let settled = draft;
    const whole = flags.spec !== undefined;

    if (placeOf(answers, settled, io.cwd) === undefined) answers.directory = await askName();
    const place = placeOf(answers, settled, io.cwd)!;

    if (!whole && settled.runtime === undefined) {
      answers.runtime = await chooseOne(questionOf('runtime'), describe(RUNTIMES, RUNTIME_MEANING));
    }
    if (!whole && settled.pattern === undefined) {
      answers.pattern = await chooseOne(questionOf('pattern'), describe(PATTERNS, PATTERN_MEANING));
    }
    settled = overlay(
      settled,
      withoutUndefined({ runtime: answers.runtime, pattern: answers.pattern }),
    );

    const isSidecar = settled.pattern === 'sidecar';
    if (isSidecar && getsReadings(answers, settled) && !settled.collectors?.length) {
      answers.collector = await chooseMany(
        questionOf('collector'),
        COLLECTORS.map((value) => ({ value, description: COLLECTOR_MEANING[value] })),
        true,
      );
      settled = overlay(settled, { collectors: answers.collector as CollectorName[] });
    }
    // A preset has its settings, too.
    if (!whole && flags.preset === undefined) {
      Object.assign(answers, await askSettings(settled, questionOf));
      settled = overlay(settled, settingsFromFlags(answers, []));
    }

    const isUnsaid = settled.metrics === undefined && answers.metricTypes === undefined;
    if (!whole && !isSidecar && isUnsaid) {
      const how = await chooseOne(questionOf('metric'), [
        { value: 'samples', description: 'one of each type you choose, to be renamed later' },
        { value: 'own', description: 'name your own, one by one' },
      ]);
      if (how === 'own') {
        const namespace = settled.namespace ?? (await askNamespace(place.name));
        // That of the name needs no flag.
        if (namespace !== defaultNamespace(place.name)) answers.namespace = namespace;
        settled = overlay(settled, { namespace });
        const spec = resolveSpec({ version: 1, ...settled, name: place.name });
        const metrics = await askMetrics(namespace, claimedByProject(spec), spec.pattern);
        settled = overlay(settled, { metrics });
        answers.metric = metrics.map(formatDefinition);
      } else {
        answers.metricTypes = await chooseMany(
          questionOf('metric-types'),
          METRIC_TYPES.map((value) => ({ value, description: '', checked: true })),
          true,
        );
      }
    }
    settled = withSamples(settled, answers.metricTypes ?? [], place.name);
    settled = withReadings(settled, answers, place.name);

    if (!whole && settled.targets === undefined) {
      const targets = await chooseMany(
        questionOf('target'),
        TARGETS.map((value) => ({
          value,
          description: TARGET_MEANING[value],
          checked: value === 'docker',
        })),
        false,
      );
      answers.target = targets.length > 0 ? targets : ['none'];
      settled = overlay(settled, { targets });
    }
    if (!whole && settled.targets?.includes('kubernetes')) {
      answers.kubernetesNamespace ??=
        settled.kubernetes?.namespace ?? (await askLabel('namespace'));
      answers.kubernetesRelease ??= settled.kubernetes?.release ?? (await askLabel('release'));
      settled = overlay(settled, {
        kubernetes: {
          namespace: answers.kubernetesNamespace,
          release: answers.kubernetesRelease,
        },
      });
    }
    // Nothing connects to a batch job.
    if (!whole && settled.port === undefined && settled.pattern !== 'batch') {
      answers.port = await askPort();
      settled = overlay(settled, { port: Number(answers.port) });
    }
    return { draft: settled, place, flags: answers };
  });
}

/** Turns the prompt library's errors for Ctrl-C into our own ending. */
export async function orInterrupted<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { name } = error as Error;
    if (name === 'ExitPromptError' || name === 'AbortPromptError') {
      throw interrupted();
    }
    throw error;
  }
}

const RUNTIME_MEANING = {
  node: 'Express and the official Prometheus client',
  python: 'Flask behind gunicorn and prometheus-client',
};

const PATTERN_MEANING = {
  application: 'your own service, instrumented',
  sidecar: 'a service beside another: reads a database, an API or a log when scraped',
  batch: 'a job that pushes its result to a Pushgateway',
};

const COLLECTOR_MEANING: Record<CollectorName, string> = {
  mongodb: 'connections, operations, memory and sizes of a MongoDB server',
  sql: 'results of queries: SQLite, PostgreSQL, MySQL',
  'http-probe': 'whether web addresses answer, and how fast',
  'json-api': 'values out of a JSON document',
  log: 'lines of a log, counted and measured',
  custom: 'what your own code reads',
};

const TARGET_MEANING: Record<Target, string> = {
  docker: 'Dockerfile and a workflow that releases the image',
  compose: 'with Prometheus, Grafana, Alertmanager and what it reads, on this machine',
  kubernetes: 'manifests for a cluster with the Prometheus operator',
  systemd: 'a service of a Linux machine, without containers',
};

function describe<T extends string>(values: readonly T[], meaning: Record<T, string>) {
  return values.map((value) => ({ value, description: meaning[value] }));
}

/** What people are asked for an option. */
export function questionOf(name: string): string {
  return CREATE_OPTIONS.find((option) => option.name === name)!.question!;
}

function askName(): Promise<string> {
  return checkedInput({
    message: questionOf('name'),
    default: 'my-exporter',
    check: (text) => {
      const message = nameProblem(text);
      return message === undefined
        ? undefined
        : { message, suggestion: correctProjectName(text), blocking: true };
    },
  });
}

function askNamespace(name: string): Promise<string> {
  return checkedInput({
    message: questionOf('namespace'),
    default: defaultNamespace(name),
    check: (namespace) => {
      const [problem] = partProblems({ version: 1, name: 'any', namespace });
      return (
        problem && {
          message: problem.message,
          suggestion: correctNamespace(namespace),
          blocking: true,
        }
      );
    },
  });
}

function askPort(): Promise<string> {
  return checkedInput({
    message: questionOf('port'),
    default: '3000',
    check: (text) => {
      const problems: string[] = [];
      const port = portNumber(text, problems);
      return problems.length === 0 && partProblems({ version: 1, name: 'any', port }).length === 0
        ? undefined
        : { message: 'A port is a whole number from 1 to 65535.', blocking: true };
    },
  });
}

function askLabel(key: keyof typeof KUBERNETES): Promise<string> {
  return checkedInput({
    message: questionOf(`kubernetes-${key}`),
    default: KUBERNETES[key],
    check: (text) => {
      const input = {
        version: 1,
        name: 'any',
        targets: ['kubernetes'],
        kubernetes: { [key]: text },
      };
      const [problem] = problemsOf(input);
      return problem && { message: problem.message, blocking: true };
    },
  });
}

function withoutUndefined(fields: Record<string, unknown>): Draft {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Draft;
}
