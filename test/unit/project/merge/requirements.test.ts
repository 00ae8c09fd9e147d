import { expect, test } from 'vitest';
import { mergeRequirements } from '../../../../src/project/merge/requirements.ts';

const lines = (...entries: string[]) => entries.map((entry) => `${entry}\n`).join('');

test('neighbouring packages never conflict; comments, options and the order are the owner’s', () => {
  const base = lines('Flask==3.1.0', 'gunicorn==1.0', 'PyYAML==6.0');
  const ours = lines(
    '# mine',
    '-r other.txt',
    'Flask==3.1.0',
    'requests==2.0  # mine',
    'PyYAML==6.0',
  );
  const theirs = lines('Flask==3.1.1', 'gunicorn==2.0', 'MarkupSafe==3.0', 'PyYAML==6.1');
  expect(mergeRequirements({ base, ours, theirs })).toEqual({
    value: lines(
      ...['# mine', '-r other.txt', 'Flask==3.1.1', 'MarkupSafe==3.0', 'requests==2.0  # mine'],
      'PyYAML==6.1',
    ),
    conflicts: [],
  });
});

test('names are compared as pip does', () => {
  const base = lines('prometheus-client==1', 'quantile_estimator==1');
  const ours = lines('Prometheus_Client==1', 'quantile-estimator==1');
  const theirs = lines('prometheus-client==2', 'quantile_estimator==1');
  expect(mergeRequirements({ base, ours, theirs }).conflicts).toEqual(['Prometheus_Client==1']);
});

test('a version that both sides changed stays the owner’s and is told', () => {
  const merged = mergeRequirements({
    base: lines('a==1', 'b==1'),
    ours: lines('a==2', 'b==1'),
    theirs: lines('a==3', 'b==3'),
  });
  expect(merged).toEqual({ value: lines('a==2', 'b==3'), conflicts: ['a==2'] });
});

test('a line that a backslash continues belongs together, and blank lines stay', () => {
  const own = lines('a==1 \\', '  --hash=sha256:00', '', '', 'b==1');
  const merged = mergeRequirements({ base: lines('b==1'), ours: own, theirs: lines('b==2') });
  expect(merged.value).toBe(own.replace('b==1', 'b==2'));
});

test('one package for two kinds of systems is two requirements', () => {
  const base = lines("a==1 ; sys_platform == 'win32'", "a==2 ; sys_platform != 'win32'");
  const theirs = base.replace('a==2', 'a==3');
  expect(mergeRequirements({ base, ours: lines('# x') + base, theirs }).value).toBe(
    lines('# x') + theirs,
  );
});
