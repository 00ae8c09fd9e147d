import type { ExporterSpec } from '../spec/spec.ts';
import { BATCH_OPTIONS } from './batch-options.ts';
import { collectorOptions } from './collector-options.ts';

/** A flag of the generated program, as its `--help` and its README show it. */
export interface ProgramOption {
  flag: string;
  /** Environment variables in words; empty for actions. */
  environment: string;
  default: string;
  placeholder: string;
  help: string;
}

/** Keys are how templates name the options. */
export type ProgramOptions = Record<
  | 'listenAddress'
  | 'telemetryPath'
  | 'webConfigFile'
  | 'maxRequests'
  | 'workers'
  | 'threads'
  | 'logLevel'
  | 'logFormat'
  | 'once'
  | 'configCheck'
  | 'version'
  | 'help',
  ProgramOption
>;

/** Every option a generated program may have; names are those of Prometheus' own exporters where they have one. */
export function programOptions(spec: ExporterSpec): ProgramOptions {
  return {
    listenAddress: option(
      'web.listen-address',
      'WEB_LISTEN_ADDRESS',
      `:${spec.port}`,
      'ADDRESS',
      'Address to listen on: host:port, :port or [::1]:port. HOST and PORT are understood too.',
    ),
    telemetryPath: option(
      'web.telemetry-path',
      'WEB_TELEMETRY_PATH',
      '/metrics',
      'PATH',
      'Path the metrics are served on.',
    ),
    webConfigFile: option(
      'web.config.file',
      'WEB_CONFIG_FILE',
      '',
      'FILE',
      "YAML file that turns on TLS and basic authentication, in the format of Prometheus' own exporters.",
    ),
    maxRequests: option(
      'web.max-requests',
      'WEB_MAX_REQUESTS',
      '40',
      'N',
      'Scrapes answered at the same time, 503 beyond them; 0 is no limit.',
    ),
    workers: option('web.workers', 'WEB_CONCURRENCY', '1', 'N', 'Worker processes.'),
    threads: option(
      'web.threads',
      'WEB_THREADS',
      '48',
      'N',
      `Threads${spec.pattern === 'sidecar' ? '' : ' of each worker process'}; more than --web.max-requests, so that health checks are answered.`,
    ),
    logLevel: option(
      'log.level',
      'LOG_LEVEL',
      'info',
      'LEVEL',
      'Lowest level that is logged: debug, info, warn or error.',
    ),
    logFormat: option(
      'log.format',
      'LOG_FORMAT',
      'logfmt',
      'FORMAT',
      'Format of the log lines: logfmt or json.',
    ),
    once: action(
      'once',
      spec.collectors.length > 0
        ? 'Print one scrape and exit, with 1 if a collector failed.'
        : 'Print one scrape and exit.',
    ),
    configCheck: action('config.check', 'Check the configuration and exit.'),
    version: action('version', 'Print the version and exit.'),
    help: action('help', 'Print this help and exit; -h does the same.'),
  };
}

/** The options a program of this spec has, in the order of its `--help`. */
export function optionsOf(spec: ExporterSpec): ProgramOption[] {
  if (spec.pattern === 'batch') return Object.values(BATCH_OPTIONS);
  const options = programOptions(spec);
  return [
    options.listenAddress,
    options.telemetryPath,
    options.webConfigFile,
    options.maxRequests,
    ...(spec.runtime === 'python' && spec.pattern === 'application' ? [options.workers] : []),
    ...(spec.runtime === 'python' ? [options.threads] : []),
    options.logLevel,
    options.logFormat,
    ...collectorOptions(spec).flatMap(({ all }) => all),
    options.once,
    options.configCheck,
    options.version,
    options.help,
  ];
}

function option(
  flag: string,
  environment: string,
  byDefault: string,
  placeholder: string,
  help: string,
): ProgramOption {
  return { flag: `--${flag}`, environment, default: byDefault, placeholder, help };
}

function action(flag: string, help: string): ProgramOption {
  return { flag: `--${flag}`, environment: '', default: '', placeholder: '', help };
}
