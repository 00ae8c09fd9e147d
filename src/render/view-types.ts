import type { CollectorFamily } from '../spec/collector-families.ts';
import type { OwnFamilies } from '../spec/own-families.ts';
import type { Metric } from '../spec/spec.ts';
import type { BatchOptions } from './batch-options.ts';
import type { BatchView } from './batch-view.ts';
import type { CollectorOptions, pythonReaders } from './collector-options.ts';
import type { DeploymentView } from './deployment-view.ts';
import type { ProgramOptions } from './program-options.ts';
import type { ReadmeView } from './readme-view.ts';

/** A label as templates need it. */
export interface LabelView {
  name: string;
  values: string[];
  isOpen: boolean;
  /** Type hint: `Literal["web", "mobile"]` or `str`. */
  pythonType: string;
  /** Name of the Python parameter; another one where the label's would be a keyword or taken. */
  parameter: string;
  /** A value to show the label with. */
  sample: string;
}

/** A metric as templates need it; names of code in both languages' habits. */
export interface MetricView {
  name: string;
  type: Metric['type'];
  help: string;
  isCounter: boolean;
  isGauge: boolean;
  isHistogram: boolean;
  isSummary: boolean;
  /** A histogram or a summary. */
  isObserved: boolean;
  labels: LabelView[];
  labelNames: string[];
  labelSamples: string[];
  hasLabels: boolean;
  /** Labelled, and every combination is known, so each is exposed from the start. */
  hasKnownSeries: boolean;
  /** A gauge without labels that has no sample before it is set. */
  startsUnset: boolean;
  buckets: number[];
  quantiles: number[];
  hasQuantiles: boolean;
  /** A gauge of a program that may run as several processes. */
  isMerged: boolean;
  sql: string;
  /** JMESPath expressions; `each` may be empty. */
  jsonApi: { each: string; value: string; labels: { name: string; expression: string }[] };
  /** A regular expression. */
  match: string;
  /** What makes the unit of the metric out of `value`, in both languages; empty when nothing does. */
  scale: string;
  variable: string;
  action: string;
  value: string;
  pythonVariable: string;
  pythonAction: string;
  pythonValue: string;
  /** The method of the client that takes it: `inc`, `set` or `observe`. */
  pythonCall: string;
  /** The JavaScript class of the metric. */
  jsClass: string;
  /** JSDoc type of the labels. */
  jsLabelsType: string;
  /** The query as a JavaScript literal. */
  jsSql: string;
  /** The regular expression compiled in Python. */
  pythonMatch: string;
  /** The Python function that reads a metric of the custom collector. */
  pythonReader: string;
  /** The regular expression as a JavaScript literal. */
  jsMatch: string;
  /** The JavaScript function that reads a metric of the custom collector. */
  jsReader: string;
  /** The text of the HELP line. */
  exposedHelp: string;
  /** Lines of the Node.js exposition at the start and after an event. */
  samplesAtStart: string[];
  samplesAfterEvent: string[];
  /** `self._orders.labels(channel, region)` */
  pythonSeries: string;
  /** `expose_from_start(self._orders, {"channel": ["web", "mobile"]})` */
  pythonExposure: string;
  /** `def record_order(self, *, channel: str, amount: float = 1) -> None:` */
  pythonSignature: string;
  /** The HELP line as exposed. */
  helpLine: string;
  /** A value to show the metric with. */
  sampleValue: number;
  /** What its event is recorded with in the example; nothing for a counter, which counts one. */
  usualValue: string;
  /** The series that the example of a batch job changes. */
  jobSeries: string;
}

/** All that a template may name. */
export interface View {
  name: string;
  package: string;
  description: string;
  namespace: string;
  port: number;
  client: string;
  isNode: boolean;
  isPython: boolean;
  isApplication: boolean;
  isSidecar: boolean;
  isBatch: boolean;
  /** The options of the program; a template names those it has. */
  options: ProgramOptions;
  /** The options of a batch job. */
  batchOptions: BatchOptions;
  batch: BatchView;
  /** Options of the collectors it has. */
  collectorOptions: CollectorOptions[];
  /** Some flags have a `--no-` form. */
  hasNegatableOptions: boolean;
  /** Some option of a collector holds a secret. */
  hasSecrets: boolean;
  /** What their Python modules with tables of metrics import. */
  pythonFamilies: Record<'jsonApi' | 'custom', string>;
  /** What their table in Python imports. */
  pythonReaders: ReturnType<typeof pythonReaders>;
  /** What their table in Node.js imports to read addresses and the like; may be empty. */
  httpReaders: string;
  /** The same by their names in the code: `families.httpProbe.statusCode`; those of collectors it does not have, too. */
  families: Record<'mongodb' | 'httpProbe' | 'log', Record<string, CollectorFamily>>;
  /** The families every program adds itself. */
  own: Required<OwnFamilies>;
  /** Metrics the program records itself, as opposed to those a collector reads. */
  events: MetricView[];
  hasEvents: boolean;
  hasCounters: boolean;
  hasGauges: boolean;
  /** Gauges of the client's own class. */
  hasPlainGauges: boolean;
  hasUnsetGauges: boolean;
  /** … and the program may run as several processes. */
  hasMergedGauges: boolean;
  hasHistograms: boolean;
  /** Summaries without quantiles. */
  hasPlainSummaries: boolean;
  hasQuantiles: boolean;
  hasKnownSeries: boolean;
  hasLabelledEvents: boolean;
  hasLiterals: boolean;
  /** Classes of the client that the JavaScript metrics module uses; may be empty. */
  clientImports: string;
  /** Names of series that read 0 before the first event. */
  initialSeries: string[];
  /** Beginnings of series that appear with their first event. */
  openSeries: string[];
  queries: MetricView[];
  jsonApiMetrics: MetricView[];
  hasJsonApiScales: boolean;
  hasLogScales: boolean;
  logMetrics: MetricView[];
  customMetrics: MetricView[];
  /** Beginnings of the series of the custom collector. */
  customNames: string[];
  hasCollectors: boolean;
  hasMongodb: boolean;
  hasSql: boolean;
  hasHttpProbe: boolean;
  hasJsonApi: boolean;
  hasLog: boolean;
  hasCustom: boolean;
  isSqlite: boolean;
  isPostgresql: boolean;
  isMysql: boolean;
  /** The database is a server, as opposed to a file. */
  hasSqlServer: boolean;
  /** A collector asks web servers. */
  hasHttpClient: boolean;
  /** A secret can be given in a file that is read again. */
  hasSecretFile: boolean;
  /** Some collector is given the logger. */
  collectorsLog: boolean;
  /** Something about the collectors can be checked without reading anything. */
  collectorsCheck: boolean;
  collectorNames: string[];
  /** Flags that turn every collector off. */
  collectorsOff: string[];
  /** The same for all but `sql`. */
  otherCollectorsOff: string[];
  /** The program has sample data to show where it is asked for that in place of a SQLite file. */
  showsSample: boolean;
  hasCounterQueries: boolean;
  hasGaugeQueries: boolean;
  /** Type of a family that the Python project makes from a query. */
  queryFamilies: string;
  sample: string;
  deployment: DeploymentView;
  hasDocker: boolean;
  /** Conventions are broken on purpose, so promtool may find something. */
  hasExceptions: boolean;
  readme: ReadmeView;
  seriesPerRequestKind: number;
}
