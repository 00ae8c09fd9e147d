import { UNPRINTABLE } from '../../unprintable.ts';

/** A line of a unit: a setting, or a comment above the next one where the key is `#`. */
export type Line = [key: string, value: string];

/** The text of a unit; a setting may be there several times. */
export function unitText(sections: Record<string, Line[]>): string {
  return Object.entries(sections)
    .map(([name, lines]) => {
      const body = lines.map(([key, value]) => (key === '#' ? `# ${value}` : `${key}=${value}`));
      return `[${name}]\n${body.join('\n')}\n`;
    })
    .join('\n');
}

/** Text of one line in which nothing is a specifier, goes on in the next line or is a control character. */
export function unitValue(text: string): string {
  return text
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('%', '%%')
    .replace(/[\\ ]+$/, '')
    .trim();
}

/** A path as a setting with a list of them has it: a space and a colon in it are no end of it. */
export function quotedPath(text: string): string {
  const value = text.replaceAll('%', '%%');
  return /^[\w./%@+-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Seconds as systemd.time(7) has them: `19h`, `45min`, `90s`. */
export function timeSpan(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}min` : `${seconds}s`;
}

/** A value as an EnvironmentFile has it: bare where that is safe, else in double quotes. */
export function environmentValue(value: string): string {
  return /^[\w.,:/@=+?&~[\]-]*$/.test(value) ? value : `"${value.replace(/["\\$`]/g, '\\$&')}"`;
}
