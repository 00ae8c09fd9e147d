// Prints the notes of a release, and says why a tag cannot be released: node scripts/release.js v1.2.3
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceAddress } from './source-address.js';

/**
 * Why a tag cannot be published, as sentences.
 * @param pack what package.json says
 * @param address owner and name of the repository on GitHub, where they are known
 */
export function releaseProblems(tag, { version, repository }, address) {
  const problems = [];
  if (tag !== `v${version}`) {
    problems.push(`The tag is ${tag}, and the version of package.json is ${version}.`);
  }
  const url = typeof repository === 'string' ? repository : repository?.url;
  const isRight = url && (!address || sourceAddress(url) === `https://github.com/${address}`);
  if (!isRight) {
    problems.push(
      `package.json has ${url ? `the "repository" ${url}` : 'no "repository"'}. npm takes the provenance of a package only from the repository that it names: write "repository": "git+https://github.com/${address ?? 'owner/name'}.git".`,
    );
  }
  return problems;
}

/**
 * The section of a version, without its heading.
 * @throws Error where there is none, or nothing in it
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const heading = (section) => section.split('\n', 1)[0];
  const section = sections.find((one) => /[^\][ ]+/.exec(heading(one))?.[0] === version);
  const notes = section?.slice(heading(section).length).trim();
  if (!notes)
    throw new Error(`CHANGELOG.md says nothing under a heading "## ${version} - <date>".`);
  return `${notes}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const [pack, changelog] = await Promise.all(
    ['package.json', 'CHANGELOG.md'].map((file) => readFile(path.join(root, file), 'utf8')),
  );
  const [tag = ''] = process.argv.slice(2);
  const problems = releaseProblems(tag, JSON.parse(pack), process.env.GITHUB_REPOSITORY);
  try {
    process.stdout.write(releaseNotes(changelog, tag.replace(/^v/, '')));
  } catch (error) {
    problems.push(error.message);
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
