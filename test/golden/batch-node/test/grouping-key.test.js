import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupPath } from '../src/grouping-key.js';

test('the job name alone is the group', () => {
  assert.equal(groupPath('import'), '/metrics/job/import');
});

for (const [value, expected] of [
  ['eu-1.a_b', 'tenant/eu-1.a_b'],
  ['', 'tenant@base64/='],
  ['/var/lib', 'tenant@base64/L3Zhci9saWI'],
  ['a b', 'tenant@base64/YSBi'],
  ['a+b%2F', 'tenant@base64/YStiJTJG'],
  ['..', 'tenant@base64/Li4'],
  ['zürich?', 'tenant@base64/esO8cmljaD8'],
]) {
  test(`the value "${value}" is written as ${expected}`, () => {
    assert.equal(groupPath('import', { tenant: value }), `/metrics/job/import/${expected}`);
  });
}

test('labels have one order, so that a group has one address', () => {
  assert.equal(groupPath('import', { b: '2', a: '1' }), groupPath('import', { a: '1', b: '2' }));
  assert.equal(groupPath('a/b', { b: '2', a: '1' }), '/metrics/job@base64/YS9i/a/1/b/2');
});
