import { setTimeout as sleep } from 'node:timers/promises';

/** How long the example pretends to wait for something. */
const EXAMPLE_PAUSE_MILLISECONDS = 20;

/**
 * The stages of the job in their order. This is the place for your code; what stands here is an
{{#if batch.isSingle}}
 * example.
{{else}}
 * example. What a stage finds out for the next one is kept in variables of this function.
{{/if}}
 *
 * A stage that throws fails the run. It is over when its promise is: await all that it starts, or
 * it may be cut off in the middle when the process ends. One that calls process.exit() fails the
 * run, too, and nothing is pushed.
 *
 * When the job has to stop, `signal` is aborted: hand it to everything you wait for and look at it
 * in loops. A loop that never waits cannot be stopped.
 *
 * @param {object} options
{{#if hasEvents}}
 * @param {ReturnType<typeof import('./metrics.js').createMetrics>} options.metrics
{{/if}}
 * @param {import('./logger.js').Logger} options.logger
 * @returns {import('./runner.js').Stage[]}
 */
export function createStages({ {{#if hasEvents}}metrics, {{/if}}logger }) {
{{#unless batch.isSingle}}
  let records = [];

{{/unless}}
  return [
{{#each batch.stages}}
    {
      name: {{name}},
{{#if isLast}}
      async run({ signal, addRecords }) {
{{#if isFirst}}
        const records = ['first', 'second', 'third'];
        logger.debug('records found', { records: records.length });
{{/if}}
        for (const record of records) {
          await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
          logger.debug('record processed', { record });
          addRecords();
        }
{{#each ../events}}
{{#if isGauge}}
        {{{event-call this 'records.length' on='metrics' language='js' indent=8}}}
{{else}}
        {{{event-call this usualValue on='metrics' language='js' indent=8}}}
{{/if}}
{{/each}}
      },
{{else}}
      async run({ signal }) {
        await sleep(EXAMPLE_PAUSE_MILLISECONDS, undefined, { signal });
{{#if isFirst}}
        records = ['first', 'second', 'third'];
        logger.debug('records found', { records: records.length });
{{/if}}
      },
{{/if}}
    },
{{/each}}
  ];
}
