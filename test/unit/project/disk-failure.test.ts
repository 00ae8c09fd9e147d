import { expect, test } from 'vitest';
import { asFailure } from '../../../src/project/disk-failure.ts';

const failure = (code: string) => asFailure(Object.assign(new Error(code), { code }), '/there');

test.each([
  ['EBUSY', 'Another program holds a file there.'],
  ['ETXTBSY', 'Another program holds a file there.'],
  ['EMFILE', 'Too many files are open at once.'],
  ['ENFILE', 'Too many files are open at once.'],
  ['EXDEV', 'Parts of it lie on another file system'],
])('%s is told in a sentence, and is no defect', (code, reason) => {
  expect(failure(code)).toMatchObject({
    code: 2,
    title: '/there cannot be used; nothing was written',
    details: [expect.stringContaining(reason)],
  });
});

test('an error that is none of the disk stays as it is', () => {
  expect(failure('ERR_INVALID_ARG_TYPE')).toMatchObject({ message: 'ERR_INVALID_ARG_TYPE' });
});
