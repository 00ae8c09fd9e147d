import { jobTimeLimit } from '../../spec/job-limit.ts';
import { pythonPackage } from '../../spec/name.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { credentialLines } from './credentials.ts';
import { homeProtection, logAccess } from './log-access.ts';
import { type Line, timeSpan, unitText, unitValue } from './unit.ts';

/** The service: one that stays, or a job that a timer starts. */
export function serviceUnit(spec: ExporterSpec): string {
  const isBatch = spec.pattern === 'batch';
  return unitText({
    Unit: [
      ['Description', unitValue(spec.description) || spec.name],
      ['Wants', 'network-online.target'],
      ['After', 'network-online.target'],
      ...(isBatch ? [] : startLimit()),
    ],
    Service: [
      ['Type', isBatch ? 'oneshot' : 'exec'],
      ['DynamicUser', 'yes'],
      ['WorkingDirectory', `/opt/${spec.name}`],
      ['EnvironmentFile', `/etc/${spec.name}/${spec.name}.env`],
      ...credentialLines(spec),
      ...(spec.runtime === 'python'
        ? ([['Environment', 'PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1']] as Line[])
        : []),
      ['ExecStart', command(spec)],
      ...(isBatch ? jobLines(spec) : servingLines()),
      ...logAccess(spec),
      ...hardening(spec),
    ],
    // A job is started by its timer alone.
    ...(!isBatch && { Install: [['WantedBy', 'multi-user.target']] }),
  });
}

function command({ runtime, name }: ExporterSpec): string {
  return runtime === 'node'
    ? '/usr/bin/node src/main.js'
    : `/opt/${name}/.venv/bin/python -m ${pythonPackage(name)}`;
}

/** Far from each other enough that a restart every five seconds comes to its end. */
function startLimit(): Line[] {
  return [
    ['#', 'A wrong setting does not get better: after ten starts it stays down.'],
    ['StartLimitIntervalSec', '10min'],
    ['StartLimitBurst', '10'],
  ];
}

function servingLines(): Line[] {
  return [
    ['Restart', 'on-failure'],
    ['RestartSec', '5s'],
    ['#', 'The program ends within ten seconds.'],
    ['TimeoutStopSec', '15s'],
  ];
}

function jobLines(spec: ExporterSpec): Line[] {
  return [
    [
      '#',
      'A run that takes longer is stopped, so that it does not keep the next one from starting.',
    ],
    ['TimeoutStartSec', timeSpan(jobTimeLimit(spec))],
    ['#', 'Told to stop, the job pushes its metrics before it ends.'],
    ['TimeoutStopSec', '15s'],
  ];
}

/** Nothing but reading, computing and the network. */
function hardening(spec: ExporterSpec): Line[] {
  const needsPort = spec.pattern !== 'batch' && spec.port < 1024;
  const capability = needsPort ? 'CAP_NET_BIND_SERVICE' : '';
  return [
    ['#', 'It may read, compute and use the network, and nothing else.'],
    ['AmbientCapabilities', capability],
    ['CapabilityBoundingSet', capability],
    ['LockPersonality', 'yes'],
    // Node.js compiles while it runs.
    ...(spec.runtime === 'python' ? ([['MemoryDenyWriteExecute', 'yes']] as Line[]) : []),
    ['NoNewPrivileges', 'yes'],
    ['PrivateDevices', 'yes'],
    ['PrivateTmp', 'yes'],
    ['ProtectClock', 'yes'],
    ['ProtectControlGroups', 'yes'],
    ['ProtectHome', homeProtection(spec)],
    ['ProtectHostname', 'yes'],
    ['ProtectKernelLogs', 'yes'],
    ['ProtectKernelModules', 'yes'],
    ['ProtectKernelTunables', 'yes'],
    ['ProtectProc', 'invisible'],
    ['ProtectSystem', 'strict'],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
    ['RestrictNamespaces', 'yes'],
    ['RestrictRealtime', 'yes'],
    ['RestrictSUIDSGID', 'yes'],
    ['SystemCallArchitectures', 'native'],
    ['SystemCallErrorNumber', 'EPERM'],
    ['SystemCallFilter', '@system-service'],
    ['SystemCallFilter', '~@privileged'],
    ['UMask', '0077'],
  ];
}
