import { halfCharacters } from './half-characters.ts';
import type { SpecInput } from './schema.ts';
import { semanticProblems } from './semantics.ts';
import { type Problem, schemaProblems } from './validate.ts';
import { wholeProblems } from './whole.ts';

/** Every problem of an input, whatever door it came in by: the schema's first, then those between fields. */
export function problemsOf(input: unknown): Problem[] {
  const problems = partProblems(input);
  return [...problems, ...wholeProblems(input as Partial<SpecInput>, problems)];
}

/** The problems of an input to which more will come, such as the flags that are laid over a preset. */
export function partProblems(input: unknown): Problem[] {
  const problems = schemaProblems(input);
  return [
    ...problems,
    ...halfCharacters(input),
    ...semanticProblems(input as Partial<SpecInput>, problems),
  ];
}
