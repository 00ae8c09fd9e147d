{{#if isBatch}}
"""The metrics of the job: one method per event, to be called by its stages."""
{{else}}
"""The business metrics: one method per event, to be called by your routes."""
{{/if}}
{{#if hasLiterals}}

from typing import Literal
{{/if}}

from prometheus_client import CollectorRegistry{{#if hasCounters}}, Counter{{/if}}{{#if hasPlainGauges}}, Gauge{{/if}}{{#if hasHistograms}}, Histogram{{/if}}{{#if hasPlainSummaries}}, Summary{{/if}}

from {{{package}}}.finite import finite
{{#if hasKnownSeries}}
from {{{package}}}.label_sets import expose_from_start
{{/if}}
{{#if hasUnsetGauges}}
from {{{package}}}.unset_gauge import UnsetGauge
{{/if}}
{{#if hasQuantiles}}
from {{{package}}}.windowed_summary import windowed_summary
{{/if}}
{{#if hasMergedGauges}}

# With several workers the value set last counts, whichever worker set it.
_LAST_SET = "mostrecent"
{{/if}}


class Metrics:
{{#if isBatch}}
    """The metrics of one run; every run has a registry and a Metrics object of its own.{{#if hasGauges}}

    A gauge is pushed by runs that set it: one that fails before leaves the last good value.
    {{/if}}"""
{{else}}
    """The metrics of one app; every app has a registry and a Metrics object of its own."""
{{/if}}

    def __init__(self, registry: CollectorRegistry) -> None:
{{#each events}}
{{#if isCounter}}
        self._{{{pythonVariable}}} = Counter(
{{/if}}
{{#if isGauge}}
        self._{{{pythonVariable}}} = {{#if startsUnset}}UnsetGauge{{else}}Gauge{{/if}}(
{{/if}}
{{#if isHistogram}}
        self._{{{pythonVariable}}} = Histogram(
{{/if}}
{{#if isSummary}}
        self._{{{pythonVariable}}} = {{#if hasQuantiles}}windowed_summary{{else}}Summary{{/if}}(
{{/if}}
            {{name}},
            {{help}},
{{#if hasLabels}}
            {{{list labelNames language='python' column=12 indent=12}}},
{{/if}}
{{#if isHistogram}}
            buckets={{{list buckets language='python' column=20 indent=12}}},
{{/if}}
{{#if hasQuantiles}}
            quantiles={{{list quantiles language='python' column=22 indent=12}}},
{{/if}}
            registry=registry,
{{#if isMerged}}
            multiprocess_mode=_LAST_SET,
{{/if}}
        )
{{#if hasKnownSeries}}
        {{{pythonExposure}}}
{{/if}}
{{/each}}
{{#each events}}

    {{{pythonSignature}}}
{{#if isCounter}}
        """Count {{{name}}}: {{{docstring help}}}"""
{{else if isGauge}}
        """Set {{{name}}}: {{{docstring help}}}"""
{{else}}
        """Observe {{{name}}}: {{{docstring help}}}"""
{{/if}}
{{#if hasLabels}}
        {{{pythonValue}}} = finite({{{pythonValue}}}{{#if isCounter}}, least=0{{/if}})
        {{{pythonSeries}}}.{{{pythonCall}}}({{{pythonValue}}})
{{else}}
        {{{pythonSeries}}}.{{{pythonCall}}}(finite({{{pythonValue}}}{{#if isCounter}}, least=0{{/if}}))
{{/if}}
{{/each}}
