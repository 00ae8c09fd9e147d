import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentFile } from '../../../src/deployment/systemd/environment.ts';
import { serviceUnit } from '../../../src/deployment/systemd/service.ts';
import { onCalendar } from '../../../src/deployment/systemd/timer.ts';
import { environmentValue, timeSpan, unitValue } from '../../../src/deployment/systemd/unit.ts';
import { cronValues, parseCron } from '../../../src/spec/cron-fields.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { skipTest } from '../../support/tools.ts';
import { deployedSpecs, project } from './projects.ts';

describe.each(deployedSpecs())('the units of %s', (_, spec) => {
  const isBatch = spec.pattern === 'batch';

  it('may do nothing but what they need', () => {
    const lines = serviceUnit(spec).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'DynamicUser=yes',
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'CapabilityBoundingSet=',
        'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
        'SystemCallFilter=@system-service',
      ]),
    );
    // The compiler of Node.js writes what it runs.
    expect(lines.includes('MemoryDenyWriteExecute=yes')).toBe(spec.runtime === 'python');
  });

  it('begin with the machine, or by their timer', async () => {
    const { files } = await project(spec);
    const unit = files.get(`deploy/systemd/${spec.name}.service`)!;
    expect(unit).toContain(isBatch ? '\nType=oneshot\n' : '\nType=exec\n');
    expect(unit.includes('\n[Install]\n')).toBe(!isBatch);
    expect(files.has(`deploy/systemd/${spec.name}.timer`)).toBe(isBatch);
  });

  it('stop starting what fails at once', () => {
    const unit = serviceUnit(spec);
    const of = (key: string) => Number(new RegExp(`^${key}=(\\d+)`, 'm').exec(unit)?.[1]);
    if (isBatch) expect(unit).not.toContain('Restart=');
    else
      expect(of('StartLimitBurst') * of('RestartSec')).toBeLessThan(
        60 * of('StartLimitIntervalSec'),
      );
  });

  it('keep passwords out of the environment', () => {
    const unit = serviceUnit(spec);
    const settings = environmentFile(spec);
    for (const variable of ['MONGODB_URI', 'DATABASE_URL', 'JSON_API_TOKEN', 'JSON_API_HEADERS']) {
      expect(settings).not.toContain(`${variable}=`);
      expect(unit).not.toContain(`${variable}=`);
    }
    const asked = [...unit.matchAll(/^Environment=\w+_FILE=%d\/(.+)$/gm)].map(([, file]) => file);
    const loaded = [...unit.matchAll(/^LoadCredential=([^:]+):/gm)].map(([, file]) => file);
    expect(asked).toEqual(loaded);
  });

  it('have lines for every file that only root may read', () => {
    const unit = serviceUnit(spec).replace(/^# (?=(?:LoadCredential|Environment)=)/gm, '');
    const asked = [...unit.matchAll(/^Environment=(\w+_FILE)=%d\/(.+)$/gm)];
    for (const [, , file] of asked) {
      expect(unit).toContain(`\nLoadCredential=${file}:/etc/${spec.name}/${file}\n`);
    }
    const variables = asked.map(([, variable]) => variable);
    expect(variables).toContain(isBatch ? 'PUSH_PASSWORD_FILE' : 'WEB_CONFIG_FILE');
    expect(variables.includes('JSON_API_TOKEN_FILE')).toBe(spec.collectors.includes('json-api'));
    for (const variable of variables) expect(environmentFile(spec)).not.toContain(`${variable}=`);
  });
});

it.each([
  ['* * * * *', '45s', '45 seconds'],
  ['*/2 * * * *', '90s', '90 seconds'],
  ['*/5 * * * *', '4min', '4 minutes'],
  ['0 * * * *', '45min', '45 minutes'],
  ['0 3 * * *', '19h', '19 hours'],
])('stops a run on the schedule %s after %s, as the READMEs say', async (schedule, span, words) => {
  const job = resolveSpec({
    version: 1,
    name: 'a',
    pattern: 'batch',
    batch: { schedule },
    targets: ['kubernetes', 'systemd'],
  });
  const { files } = await project(job);
  expect(files.get('deploy/systemd/a.service')).toContain(`\nTimeoutStartSec=${span}\n`);
  for (const directory of ['', 'deploy/kubernetes/', 'deploy/systemd/']) {
    expect(files.get(`${directory}README.md`)).toContain(`after ${words}`);
  }
});

describe('a log', () => {
  const watcher = (file: string) =>
    resolveSpec({ version: 1, name: 'a', pattern: 'sidecar', collectors: ['log'], log: { file } });

  it.each([
    ['/home/shop/logs/app.log', 'tmpfs', '-/home/shop/logs'],
    ['/home/../home/a b:50%/app.log', 'tmpfs', '"-/home/a b:50%%"'],
    ['/root/logs/app.log', 'tmpfs', '-/root/logs'],
    ['/tmp/logs/app.log', 'yes', '-/tmp/logs'],
    ['/var/tmp/logs/app.log', 'yes', '-/var/tmp/logs'],
    ['/tmp/app.log', 'yes', undefined],
    ['/root/app.log', 'yes', undefined],
    ['/var/log/app.log', 'yes', undefined],
    ['logs/app.log', 'yes', undefined],
  ])('%s is in a directory that the service sees', async (file, homes, shown) => {
    const unit = serviceUnit(watcher(file));
    expect(unit).toContain(`\nProtectHome=${homes}\n`);
    expect(/^BindReadOnlyPaths=(.*)$/m.exec(unit)?.[1]).toBe(shown);
  });

  const BRANCHES = {
    shown: 'sees the directory of the log alone, `/home/shop/logs`',
    unseen: 'it reads nothing of it',
    elsewhere: 'BindReadOnlyPaths=-/home/shop/logs',
  };

  it.each([
    ['/home/shop/logs/app.log', [BRANCHES.shown]],
    ['/tmp/app.log', [BRANCHES.unseen]],
    ['/root/app.log', [BRANCHES.unseen]],
    ['/var/log/app.log', [BRANCHES.elsewhere]],
  ])('%s is told about as it is', async (file, told) => {
    const { files } = await project({ ...watcher(file), targets: ['systemd'] });
    const text = files.get('deploy/systemd/README.md')!.replace(/\s+/g, ' ');
    expect(Object.values(BRANCHES).filter((words) => text.includes(words))).toEqual(told);
    const directory = path.posix.dirname(file);
    if (told[0] === BRANCHES.unseen) expect(text).toContain(`such as \`${directory}/a-logs\``);
  });

  it('with a relative path has a word about where that begins', () => {
    expect(environmentFile(watcher('logs/app.log'))).toContain(
      'program. A relative path begins in /opt/a.\n#LOGFILE_PATH=logs/app.log\n',
    );
    expect(environmentFile(watcher('/var/log/app.log'))).not.toContain('/opt');
  });
});

it('says of no variable that it may be repeated', () => {
  const job = resolveSpec({ version: 1, name: 'a', pattern: 'batch' });
  expect(environmentFile(job)).toMatch(/; the flag may be repeated\.\n#PUSH_GROUPING=\n/);
});

it('lets a service listen where only root may', () => {
  const unit = serviceUnit(resolveSpec({ version: 1, name: 'a', port: 80 }));
  expect(unit).toContain('\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n');
});

describe('texts', () => {
  it.each([
    ['50 % of\nall', '50 %% of all'],
    ['ends with \\', 'ends with'],
    ['ends with \\ \\ ', 'ends with'],
    ['a\u0000b\u001b[31mc\u2028d', 'a b [31mc d'],
  ])('%j is %j in a unit', (text, expected) => {
    expect(unitValue(text)).toBe(expected);
  });

  it.each([
    [45, '45s'],
    [300, '5min'],
    [5400, '90min'],
    [86_400, '24h'],
  ])('%d seconds are %s', (seconds, span) => {
    expect(timeSpan(seconds)).toBe(span);
  });

  it.each([
    ['a=http://x/?b&c', 'a=http://x/?b&c'],
    ['two words', '"two words"'],
    ['say "$HOME"\\', '"say \\"\\$HOME\\"\\\\"'],
  ])('%j is %j in an EnvironmentFile', (value, expected) => {
    expect(environmentValue(value)).toBe(expected);
  });
});

describe('a schedule as events', () => {
  it.each([
    ['0 3 * * *', ['*-*-* 03:00:00']],
    ['30 2 * * 1-5', ['Mon..Fri *-*-* 02:30:00']],
    ['*/15 8-18/2 * * *', ['*-*-* 08,10,12,14,16,18:00,15,30,45:00']],
    ['0 0 1 */3 *', ['*-01,04,07,10-01 00:00:00']],
    ['0 0 13 * 5', ['*-*-13 00:00:00', 'Fri *-*-* 00:00:00']],
    ['0 0 * * 0,6', ['Sat,Sun *-*-* 00:00:00']],
  ])('%s', (schedule, events) => {
    expect(onCalendar(parseCron(schedule))).toEqual(events);
  });

  it.each([
    '0 3 * * *',
    '*/20 * * * *',
    '7-59/9 */7 * * *',
    '5,35 8-18/3 * 1-12/5 *',
    '0 12 31 * *',
    '0 0 */10 * *',
    '30 6 * feb sun-tue',
    '0 0 1,15 * wed',
    '15 4 29 2 *',
    '0 1 * * 5-7',
  ])('%s comes for systemd when it comes for cron', (schedule) => {
    const events = onCalendar(parseCron(schedule));
    const times = new Set(events.flatMap(systemdTimes));
    const expected = cronTimes(schedule);
    const last = [...times].sort((a, b) => a - b)[ITERATIONS - 1]!;
    expect([...times].filter((time) => time <= last).sort((a, b) => a - b)).toEqual(
      expected.filter((time) => time <= last),
    );
  });
});

const START = Date.UTC(2026, 0, 1);
const ITERATIONS = 6;
const MINUTE = 60_000;

/** When systemd itself says that an event comes, from the start of 2026 on. */
function systemdTimes(event: string): number[] {
  let output: string;
  try {
    output = execFileSync(
      'systemd-analyze',
      ['calendar', `--iterations=${ITERATIONS}`, '--base-time=2025-12-31 23:59:59 UTC', event],
      { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return skipTest('systemd-analyze is missing: apt-get install systemd');
  }
  const lines = output.matchAll(/(?:Next elapse|Iter\. #\d+|Iteration #\d+): \w+ (\S+) (\S+) UTC/g);
  return [...lines].map(([, date, time]) => Date.parse(`${date}T${time}Z`));
}

/** The minutes of eight years that the rules of crontab(5) hold for, as many as systemd was asked for. */
function cronTimes(schedule: string): number[] {
  const { minute, hour, day, month, weekday } = parseCron(schedule);
  const has = (ranges: typeof day, value: number) => !ranges || cronValues(ranges).includes(value);
  const times: number[] = [];
  for (let time = START; times.length < 4 * ITERATIONS; time += 24 * 60 * MINUTE) {
    const date = new Date(time);
    const byDay = has(day, date.getUTCDate());
    const byWeekday = has(weekday, date.getUTCDay());
    const isDay = day && weekday ? byDay || byWeekday : byDay && byWeekday;
    if (!isDay || !has(month, date.getUTCMonth() + 1)) continue;
    for (let inDay = 0; inDay < 24 * 60; inDay++) {
      if (has(hour, Math.floor(inDay / 60)) && has(minute, inDay % 60)) {
        times.push(time + inDay * MINUTE);
      }
    }
  }
  return times;
}
