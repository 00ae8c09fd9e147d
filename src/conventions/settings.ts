import type { Finding } from '../findings.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { SETTING_RULE_IDS } from './rule-ids.ts';

type SettingFinding = Finding & { rule: (typeof SETTING_RULE_IDS)[number] };

/** Seconds; a scrape without a timeout of its own in Prometheus is answered half a second before the default of ten. */
const SCRAPE_TIME = 9.5;

/** What is to be said about the settings of collectors. What `allow` names is left out. */
export function settingFindings(spec: ExporterSpec): Finding[] {
  const findings = [...probeTimeout(spec), ...passwordsInUrls(spec)];
  return findings.filter(({ rule }) => !Object.hasOwn(spec.allow, rule));
}

function probeTimeout({ 'http-probe': probe }: ExporterSpec): SettingFinding[] {
  if (probe === undefined || probe.timeout_seconds <= SCRAPE_TIME) return [];
  return [
    {
      rule: 'probe-timeout',
      level: 'warning',
      subject: 'http-probe.timeout_seconds',
      message: `A scrape is over after ${SCRAPE_TIME} seconds unless Prometheus has a longer scrape_timeout, so no answer is waited for ${probe.timeout_seconds}: set a shorter time, or scrape_timeout in the scrape configuration, too`,
    },
  ];
}

/** The message never repeats the address. */
function passwordsInUrls(spec: ExporterSpec): SettingFinding[] {
  const targets = Object.entries(spec['http-probe']?.targets ?? {});
  const urls: [subject: string, url: string | undefined, variable: string][] = [
    ['json-api.url', spec['json-api']?.url, 'JSON_API_URL'],
    ...targets.map(([name, url]): [string, string, string] => [
      `http-probe.targets.${name}`,
      url,
      'HTTP_PROBE_TARGETS',
    ]),
  ];
  return urls
    .filter(([, url]) => url !== undefined && URL.canParse(url) && new URL(url).password !== '')
    .map(([subject, , variable]) => ({
      rule: 'password-in-url',
      level: 'warning',
      subject,
      message: `The address has a password, which would stand in exporter.yaml and in generated files: leave it out, and set ${variable} where the exporter runs`,
    }));
}
