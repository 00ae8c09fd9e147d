import type { Finding } from '../findings.ts';
import { hasSecret } from '../mask.ts';
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

/** What a spec or a draft of one says about addresses. */
interface Addresses {
  'json-api'?: { url?: string };
  'http-probe'?: { targets?: Readonly<Record<string, string>> };
}

/** What the programs have for a secret. */
const INSTEAD = {
  url: 'give JSON_API_URL the whole address, or name a file with the header Authorization in JSON_API_HEADERS_FILE',
  targets: 'give HTTP_PROBE_TARGETS the whole list',
};

/** The addresses that hold a password or token. The message never repeats it. */
export function passwordsInUrls(spec: Addresses): SettingFinding[] {
  const targets = Object.entries(spec['http-probe']?.targets ?? {});
  const urls: [subject: string, url: string | undefined, instead: string][] = [
    ['json-api.url', spec['json-api']?.url, INSTEAD.url],
    ...targets.map(([name, url]): [string, string, string] => [
      `http-probe.targets.${name}`,
      url,
      INSTEAD.targets,
    ]),
  ];
  return urls
    .filter(([, url]) => url !== undefined && hasSecret(url))
    .map(([subject, , instead]) => ({
      rule: 'password-in-url',
      level: 'error',
      subject,
      message: `The address has a password or token, which would stand in exporter.yaml, in generated files and in the first commit: leave it out, and where the exporter runs ${instead}`,
    }));
}
