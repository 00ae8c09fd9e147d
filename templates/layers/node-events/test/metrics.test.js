import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from {{client}};
import { createMetrics } from '../src/metrics.js';

/**
 * Every {{#unless isBatch}}business {{/unless}}metric: its HELP, its samples at the start, and
 * those its event changes.
 */
const METRICS = [
{{#each events}}
  {
    name: {{name}},
    type: {{type}},
    help: {{exposedHelp}},
    {{{property 'initial' samplesAtStart indent=4}}}
    record(metrics, value = {{#if isCounter}}2{{else}}{{sampleValue}}{{/if}}) {
{{#if hasLabels}}
      const labels = {{{fields labels 'sample' language='js' column=21 indent=6}}};
{{/if}}
{{#if isCounter}}
      metrics.{{{action}}}({{#if hasLabels}}labels{{/if}});
{{/if}}
      metrics.{{{action}}}({{#if hasLabels}}labels, {{/if}}value);
    },
    {{{property 'changed' samplesAfterEvent indent=4}}}
{{#if hasLabels}}
    forgetLabels: (metrics) => metrics.{{{action}}}({}, 1),
{{/if}}
  },
{{/each}}
];

/** The lines of one family: HELP, TYPE and samples. */
async function linesOf(registry, name) {
  const text = await registry.getSingleMetricAsString(name);
  return text.split('\n').filter(Boolean);
}

for (const { name, type, help, initial, record, changed{{#if hasLabelledEvents}}, forgetLabels{{/if}} } of METRICS) {
  test(`${name} is exposed from the start`, async () => {
    const registry = new Registry();
    createMetrics(registry);
    const [helpLine, typeLine, ...samples] = await linesOf(registry, name);
    assert.equal(helpLine, `# HELP ${name} ${help}`);
    assert.equal(typeLine, `# TYPE ${name} ${type}`);
    for (const sample of initial) {
      assert.ok(samples.includes(sample), sample);
    }
    // Values nobody knows in advance cannot be shown in advance.
    assert.equal(samples.length === 0, initial.length === 0);
  });

  test(`${name} changes with its event`, async () => {
    const registry = new Registry();
    record(createMetrics(registry));
    const lines = await linesOf(registry, name);
    for (const sample of changed) {
      assert.ok(lines.includes(sample), sample);
    }
  });

  test(`${name} refuses what is not a number`, () => {
    const metrics = createMetrics(new Registry());
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => record(metrics, value), /^TypeError: a metric takes finite numbers/);
    }
  });
{{#if hasLabelledEvents}}

  if (forgetLabels) {
    test(`${name} refuses a call without its labels`, () => {
      const metrics = createMetrics(new Registry());
      assert.throws(() => forgetLabels(metrics), /^TypeError: the label \w+ is missing/);
    });
  }
{{/if}}
}
