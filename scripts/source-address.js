/** What a browser opens, of the many forms that package.json may have: `owner/name`, `github:owner/name`, `git@host:owner/name.git`, … */
export function sourceAddress(repository) {
  const [, name] = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(repository) ?? [];
  if (name !== undefined) return `https://github.com/${name}`;
  return repository
    .replace(/^git@([^:]+):/, 'https://$1/')
    .replace(/^(?:git\+)?(?:https?|git|ssh):\/\/(?:git@)?/, 'https://')
    .replace(/\.git$/, '');
}
