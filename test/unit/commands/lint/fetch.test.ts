import { expect, it } from 'vitest';
import { fetchExposition } from '../../../../src/commands/lint/fetch.ts';
import { EXIT, Failure } from '../../../../src/failure.ts';

it.each(['http://us%zz:secret@localhost/', 'http://me:secret%@localhost/', 'http://me:secret@/'])(
  '%s is refused, and its password not shown',
  async (url) => {
    const failure = await fetchExposition(url, new AbortController().signal, '1').catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect(failure.code).toBe(EXIT.usage);
    expect(failure.details.join()).toMatch(/%25|is no URL/);
    expect(JSON.stringify([failure.title, failure.details])).not.toContain('secret');
  },
);
