{{#if clientImports}}
import { {{{clientImports}}} } from {{client}};
{{/if}}
import { finite } from './finite.js';
{{#if hasKnownSeries}}
import { labelSets } from './label-sets.js';
{{/if}}
{{#if hasLabelledEvents}}
import { requireLabels } from './require-labels.js';
{{/if}}
{{#if hasQuantiles}}
import { WindowedSummary } from './windowed-summary.js';
{{/if}}

/**
{{#if isBatch}}
 * The metrics of the job: one function per event, so that the stages know events and not metrics.
{{#if hasKnownSeries}}
 *
 * Where all label values are known their series start at 0, so that a run that fails early says 0
 * and does not leave the values of the run before.
{{/if}}
{{#if hasGauges}}
 *
 * A gauge is pushed by runs that set it: one that fails before leaves the last good value.
{{/if}}
{{else}}
 * The business metrics: one function per event, so that the rest of the program knows events and
 * not metrics.
{{#if hasKnownSeries}}
 *
 * Where all label values are known their series start at 0, which lets rate() see the first
 * increase.
{{/if}}
{{/if}}
 *
 * @param {import({{client}}).Registry} registry
 */
export function createMetrics(registry) {
{{#each events}}
  const {{{variable}}} = new {{{jsClass}}}({
    name: {{name}},
    help: {{help}},
{{#if hasLabels}}
    {{{property 'labelNames' labelNames indent=4}}}
{{/if}}
{{#if isHistogram}}
    {{{property 'buckets' buckets indent=4}}}
{{/if}}
{{#if isSummary}}
    {{{property 'percentiles' quantiles indent=4}}}
{{/if}}
    registers: [registry],
  });
{{#if startsUnset}}
  // Absent until it is set: a 0 of a run that fails would replace the last good value.
  {{{variable}}}.remove();
{{/if}}
{{#if hasKnownSeries}}
  for (const labels of labelSets({{{fields labels 'values' language='js' column=33 indent=2 tail=4}}})) {
{{#if isCounter}}
    {{{variable}}}.inc(labels, 0);
{{else if isHistogram}}
    {{{variable}}}.zero(labels);
{{else if hasQuantiles}}
    {{{variable}}}.zero(labels);
{{else}}
    {{{variable}}}.observe(labels, 0);
{{/if}}
  }
{{#if isSummary}}
{{#unless hasQuantiles}}
  // Takes the observations back and leaves the series.
  {{{variable}}}.reset();
{{/unless}}
{{/if}}
{{/if}}

{{/each}}
  return {
{{#each events}}
    /**
{{{comment help prefix='     * '}}}
     *
{{#if hasLabels}}
     * @param {{{jsLabelsType}}} labels
{{/if}}
{{#if isCounter}}
     * @param {number} [{{{value}}}]
{{else}}
     * @param {number} {{{value}}}
{{/if}}
     */
    {{{action}}}({{#if hasLabels}}labels, {{/if}}{{{value}}}{{#if isCounter}} = 1{{/if}}) {
{{#if hasLabels}}
      requireLabels({{{variable}}}, labels);
{{/if}}
{{#if isCounter}}
      {{{variable}}}.inc({{#if hasLabels}}labels, {{/if}}finite({{{value}}}));
{{else if isGauge}}
      {{{variable}}}.set({{#if hasLabels}}labels, {{/if}}finite({{{value}}}));
{{else if hasLabels}}
      {{{variable}}}.observe(labels, finite({{{value}}}));
{{else if hasQuantiles}}
      {{{variable}}}.observe({}, finite({{{value}}}));
{{else}}
      {{{variable}}}.observe(finite({{{value}}}));
{{/if}}
    },
{{#unless @last}}

{{/unless}}
{{/each}}
  };
}
