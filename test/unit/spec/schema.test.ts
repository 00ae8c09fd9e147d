import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRESETS } from '../../../src/spec/preset-names.ts';
import { readPreset } from '../../../src/spec/presets.ts';
import { problemsOf } from '../../../src/spec/problems.ts';
import { specSchema } from '../../../src/spec/schema.ts';
import { schemaProblems } from '../../../src/spec/validate.ts';
import { anySpec } from './arbitrary.ts';

const validate = new Ajv({ strict: true, allErrors: true }).compile(specSchema);

test('the schema is one for ajv in strict mode, and for draft-07 itself', () => {
  const meta = new Ajv({ strict: true }).getSchema('http://json-schema.org/draft-07/schema')!;
  expect(meta(specSchema)).toBe(true);
});

test('every field has a description, for editors and the README', () => {
  const walk = (schema: object, at: string) => {
    for (const [name, field] of Object.entries(
      (schema as { properties?: object }).properties ?? {},
    )) {
      expect(field, `${at}.${name}`).toHaveProperty('description');
      walk(field, `${at}.${name}`);
      if (field.items) walk(field.items, `${at}.${name}[]`);
    }
  };
  walk(specSchema, '');
});

test('has no keyword that is not looked at', () => {
  const known =
    'type enum pattern minLength maxLength minimum maximum items minItems maxItems uniqueItems required properties additionalProperties propertyNames minProperties';
  const words = new Set([...known.split(' '), '$schema', 'title', 'description']);
  const walk = (schema: object) => {
    for (const [keyword, value] of Object.entries(schema)) {
      expect(words).toContain(keyword);
      if (keyword === 'properties') for (const field of Object.values(value)) walk(field as object);
      else if (typeof value === 'object' && !Array.isArray(value)) walk(value);
    }
  };
  walk(specSchema);
});

test('of a list that is too long nothing else is told', () => {
  const metrics = Array.from({ length: 10_001 }, () => 'x');
  const input = { version: 1, name: 'shop', metrics };
  expect(problemsOf(input)).toEqual([
    { path: ['metrics'], message: 'This has more than 10000 entries.' },
  ]);
});

test('accepts what the validator accepts', () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      expect(schemaProblems(spec)).toEqual([]);
      expect(validate(spec)).toBe(true);
    }),
  );
});

test('refuses what the validator refuses, and every refusal has a sentence', () => {
  fc.assert(
    fc.property(
      anySpec,
      fc.constantFrom('name', 'port', 'metrics', 'http', 'targets', 'allow', 'sql', 'version', 'x'),
      fc.anything({
        maxDepth: 4,
        key: fc.constantFrom('name', 'type', 'help', 'labels', 'alert', 'buckets', '/~'),
      }),
      (spec, field, value) => {
        const input = { ...spec, [field]: value };
        const problems = schemaProblems(input);
        expect(problems.length === 0).toBe(validate(input));
        for (const { message } of problemsOf(input)) expect(message).toMatch(/^[\s\S]*[.?]$/);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each(PRESETS)('preset %s is an exporter.yaml that says what it is for', async (name) => {
  const { description, metrics = [], collectors = [] } = await readPreset(name);
  expect(description).toBeTruthy();
  expect(metrics.length + collectors.length).toBeGreaterThan(0);
});
