import { Script } from 'node:vm';
import type { SyntaxProblem } from './index.ts';

/** Statements that begin a line and bind names of other modules. */
const BINDING =
  /^(?:import\b(?!\s*[(.])[^;'"]*|export\s+(?:\*[^;'"]*|\{[^}]*\}\s*from\s*))(['"])[^'"\n]+\1(?:\s+with\s+\{[^}]*\})?;?|^export\s+\{[^}]*\};?/gm;
const EXPORT_DEFAULT = /^export\s+default\b/gm;
const EXPORT = /^export\s+(?=(?:async|function|class|const|let|var)\b)/gm;

/**
 * Has V8 parse a module: it is there already, and it is what will run the module. V8 offers scripts alone to parse, so
 * what only a module may have is taken out, line by line, and the rest stands in a function that may `await`.
 */
export function check(text: string): SyntaxProblem | undefined {
  const script = text
    .replace(/^#!.*/, '')
    .replace(BINDING, (statement) => statement.replace(/[^\n]/g, ''))
    .replace(EXPORT_DEFAULT, 'void ')
    .replace(EXPORT, '')
    .replace(/\bimport\.meta\b/g, 'importMeta');
  try {
    new Script(`async () => { 'use strict';${script}\n}`, { filename: 'module' });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/^module:(\d+)/.exec(error.stack ?? '')?.[1] ?? 1);
    // What is missing at the end is found missing behind it.
    return { line: Math.min(line, text.trimEnd().split('\n').length), message: error.message };
  }
}
