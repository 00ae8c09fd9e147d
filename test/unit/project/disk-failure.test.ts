import { expect, test } from 'vitest';
import { asFailure, readFailure } from '../../../src/project/disk-failure.ts';

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

test.each(['EACCES', 'EPERM'])('%s of a file that is read is mended at that file', (code) => {
  const error = Object.assign(new Error(code), { code, path: '/there/src/app.js' });
  expect(readFailure(error, '/there')).toMatchObject({
    code: 2,
    title: '/there/src/app.js cannot be read; nothing was written',
    details: [
      'This user has no right to read it. Change its permissions and run the same command again.',
    ],
  });
});

test('all else that keeps a file from being read is told as ever', () => {
  const error = Object.assign(new Error('EIO'), { code: 'EIO' });
  expect(readFailure(error, '/there')).toEqual(asFailure(error, '/there'));
});
