/**
 * What rolldown warns of and goes on from: an import that it does not find would stay one in the bundle, and the published
 * package has no dependencies that could answer it.
 * @throws Error that ends the build
 */
export function refuseUnresolved(level, log, handler) {
  if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
  handler(level, log);
}
