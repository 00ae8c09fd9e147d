import type { ProgramOption } from './program-options.ts';

/** Keys are how templates name the options; the order is that of `--help`. */
export type BatchOptions = Record<
  | 'pushUrl'
  | 'pushUsername'
  | 'pushPasswordFile'
  | 'pushGrouping'
  | 'pushTimeout'
  | 'pushRetries'
  | 'pushRequired'
  | 'logLevel'
  | 'logFormat'
  | 'print'
  | 'delete'
  | 'configCheck'
  | 'version'
  | 'help',
  ProgramOption
>;

/** The options of a batch job; those it shares with programs that serve are called the same. */
export const BATCH_OPTIONS: BatchOptions = {
  pushUrl: {
    flag: '--push.url',
    environment: 'PUSHGATEWAY_URL',
    default: '',
    placeholder: 'URL',
    help: 'Pushgateway to push to; a path prefix is kept. Without it nothing is pushed.',
  },
  pushUsername: {
    flag: '--push.username',
    environment: 'PUSH_USERNAME',
    default: '',
    placeholder: 'USER',
    help: 'User for basic authentication; user and password may be in the URL instead.',
  },
  pushPasswordFile: {
    flag: '--push.password-file',
    environment: 'PUSH_PASSWORD_FILE',
    default: '',
    placeholder: 'FILE',
    help: 'File with the password, read again for each attempt to push.',
  },
  pushGrouping: {
    flag: '--push.grouping',
    environment: 'PUSH_GROUPING',
    default: '',
    placeholder: 'KEY=VALUE',
    help: 'Labels of the group beside the job name, separated by commas; the flag may be repeated.',
  },
  pushTimeout: {
    flag: '--push.timeout',
    environment: 'PUSH_TIMEOUT',
    default: '10',
    placeholder: 'SECONDS',
    help: 'Time limit of one attempt to push.',
  },
  pushRetries: {
    flag: '--push.retries',
    environment: 'PUSH_RETRIES',
    default: '3',
    placeholder: 'N',
    help: 'Attempts to push after a failed one; the pauses are 1, 2, 4 ... seconds.',
  },
  pushRequired: {
    flag: '--[no-]push.required',
    environment: 'PUSH_REQUIRED',
    default: 'true',
    placeholder: '',
    help: 'Exit with 3 when the job succeeded but its metrics could not be pushed.',
  },
  logLevel: {
    flag: '--log.level',
    environment: 'LOG_LEVEL',
    default: 'info',
    placeholder: 'LEVEL',
    help: 'Lowest level that is logged: debug, info, warn or error.',
  },
  logFormat: {
    flag: '--log.format',
    environment: 'LOG_FORMAT',
    default: 'logfmt',
    placeholder: 'FORMAT',
    help: 'Format of the log lines: logfmt or json.',
  },
  print: action('print', 'Run the job and print its metrics instead of pushing them.'),
  delete: action('delete', 'Remove the group of the job from the Pushgateway and exit.'),
  configCheck: action('config.check', 'Check the configuration and exit.'),
  version: action('version', 'Print the version and exit.'),
  help: action('help', 'Print this help and exit; -h does the same.'),
};

function action(flag: string, help: string): ProgramOption {
  return { flag: `--${flag}`, environment: '', default: '', placeholder: '', help };
}
