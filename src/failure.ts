import { EXIT, type ExitCode } from './exit-codes.ts';
import { maskSecrets } from './mask.ts';
import { visible } from './visible.ts';

/** An end of the program that is not a defect of create-exporter: it is told in sentences, never as a stack trace. */
export class Failure extends Error {
  readonly code: ExitCode;
  readonly title: string;
  /** One sentence each: what, why, what to do. */
  readonly details: string[];

  constructor(code: ExitCode, title: string, details: string[] = []) {
    // What is refused is quoted, and may be an address with a password, or what tells a terminal something.
    const shown = visible(maskSecrets(title));
    super(shown);
    this.name = 'Failure';
    this.code = code;
    this.title = shown;
    this.details = details.map((line) => visible(maskSecrets(line)));
  }
}

/** The end that Ctrl-C asks for, before anything is written. */
export function interrupted(): Failure {
  return new Failure(EXIT.interrupted, 'Interrupted; nothing was written');
}

/** How machines are told of a failure. */
export function errorJson({ code, title, details }: Failure): object {
  return { code, title, details };
}
