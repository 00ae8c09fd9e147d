/** What a check has to say about one place of the input. */
export interface Finding {
  /** Stable id, for `--allow` and for machines. */
  rule: string;
  level: 'error' | 'warning';
  /** The metric, option or key it is about. */
  subject: string;
  /** The label of the metric that it is about. */
  label?: string;
  /** One sentence: what and why. */
  message: string;
  /** A value that would be right. */
  suggestion?: string;
  /** `file:line:column`, 1-based, where the input is a file. */
  location?: string;
  /** The series it is about, the first of several; of an exposition only. */
  series?: string;
  /** The line of that, until it is a location. */
  at?: { line: number; column: number };
  /** How many metrics of the family it is about, where that is more than one. */
  count?: number;
}

/** `file:1:2: metric: message (rule). Use "x".` */
export function findingLine(finding: Finding): string {
  const { location, subject, message, rule, suggestion } = finding;
  const place = location ? `${location}: ` : '';
  const hint = suggestion === undefined ? '' : ` Use "${suggestion}".`;
  return `${place}${subject}: ${message.replace(/\.$/, '')} (${rule}).${hint}`;
}
