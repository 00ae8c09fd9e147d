import { describe, expect, test } from 'vitest';
import { releaseNotes, releaseProblems } from '../../scripts/release.js';

const CHANGELOG = `# Changelog

What it is about.

## Unreleased

## [1.10.0] - 2026-03-01

Ten.

## 1.1.0 - 2026-02-01

### Added

- A thing: \`## no heading\`.

## 1.0.0

First.
`;

describe('the notes of a release', () => {
  test.each([
    ['1.10.0', 'Ten.\n'],
    ['1.1.0', '### Added\n\n- A thing: `## no heading`.\n'],
    ['1.0.0', 'First.\n'],
  ])('%s are its section', (version, notes) => {
    expect(releaseNotes(CHANGELOG, version)).toBe(notes);
  });

  test.each(['1.1', '1.1.00', '2.0.0', 'Unreleased', ''])('%j has none', (version) => {
    expect(() => releaseNotes(CHANGELOG, version)).toThrow(`a heading "## ${version} - <date>"`);
  });
});

describe('a tag', () => {
  const repository = { url: 'git+https://github.com/a/create-exporter.git' };

  test.each([repository, repository.url])('is released from %j', (named) => {
    const pack = { version: '1.0.0', repository: named };
    expect(releaseProblems('v1.0.0', pack, 'a/create-exporter')).toEqual([]);
    expect(releaseProblems('v1.0.0', pack)).toEqual([]);
  });

  test('is not, where it names another version', () => {
    expect(releaseProblems('v1.0.1', { version: '1.0.0', repository })).toEqual([
      'The tag is v1.0.1, and the version of package.json is 1.0.0.',
    ]);
  });

  test.each([
    [undefined, /has no "repository"\. npm takes the provenance/],
    [repository, /has the "repository" git\+https.* write .*github\.com\/b\/fork\.git"/],
  ])('is not from %j, for which npm takes no provenance', (named, problem) => {
    const pack = { version: '1.0.0', ...(named && { repository: named }) };
    expect(releaseProblems('v1.0.0', pack, 'b/fork')).toEqual([expect.stringMatching(problem)]);
  });
});
