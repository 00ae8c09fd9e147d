/**
 * What a collector throws when it could read some of its metrics and others not. It has failed, but
 * what it did add is shown.
 */
export class IncompleteError extends Error {
  /** @param {Error[]} errors one for each metric that is missing; each names it */
  constructor(errors) {
    super(errors.map(({ message }) => message).join('; '), { cause: errors[0] });
  }
}
