/** A clean exposition of about so many samples, family by family. */
export function exposition(samples: number): Generator<string>;
