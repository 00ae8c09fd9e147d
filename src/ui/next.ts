import type { Target } from '../spec/schema.ts';

/** What is to be done; what begins with "# " is said besides, as a comment to the shell. */
export interface NextSteps {
  steps: string[];
  /** What else may be done with what is generated, instead of the last step. */
  alternatives: { target: Target; steps: string[] }[];
}

const WAYS: Record<Target, string> = {
  docker: 'as an image',
  compose: 'with Compose',
  kubernetes: 'on Kubernetes',
  systemd: 'with systemd',
};

/** As people read and copy them. */
export function nextLines({ steps, alternatives }: NextSteps): string[] {
  const last = steps.findLast(isCommand);
  return [
    ...steps,
    ...alternatives.flatMap(({ target, steps: others }) => [
      // What has no command is no other one.
      ...(last !== undefined && others.some(isCommand)
        ? [`# Or ${WAYS[target]}, instead of ${last}:`]
        : []),
      ...others,
    ]),
  ];
}

/** Commands, and what is to be known about them, one sentence each. */
interface Told {
  steps: string[];
  notes: string[];
}

/** For machines; the shape is public. */
export function nextJson({ steps, alternatives }: NextSteps): {
  nextSteps: string[];
  notes: string[];
  alternatives: ({ target: Target } & Told)[];
} {
  const { steps: commands, notes } = told(steps);
  return {
    nextSteps: commands,
    notes,
    alternatives: alternatives.map(({ target, steps: others }) => ({ target, ...told(others) })),
  };
}

function told(lines: readonly string[]): Told {
  return {
    steps: lines.filter(isCommand),
    notes: lines.filter((line) => !isCommand(line)).map((line) => line.slice('# '.length)),
  };
}

function isCommand(line: string): boolean {
  return !line.startsWith('# ');
}
