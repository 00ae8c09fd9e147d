import { CREATE_OPTIONS } from '../../cli/create-options.ts';
import { type CreateFlags, propertyOf } from '../../cli/flags.ts';
import type { OptionDefinition } from '../../cli/options.ts';
import type { Draft } from './input.ts';

/** The flags that set one key of a field each, such as `--sql-engine`, as these fields. */
export function settingsFromFlags(flags: CreateFlags, problems: string[]): Draft {
  const fields: Record<string, Record<string, unknown>> = {};
  for (const option of CREATE_OPTIONS) {
    const value = flags[propertyOf(option)];
    if (option.key === undefined || value === undefined) continue;
    fields[option.field!] = {
      ...fields[option.field!],
      [option.key]: Array.isArray(value) ? named(value, option, problems) : value,
    };
  }
  return fields as Draft;
}

/** `name=url`, again and again, as a mapping. */
function named(
  entries: string[],
  { name: flag }: OptionDefinition,
  problems: string[],
): Record<string, string> {
  const found = new Map<string, string>();
  for (const entry of entries) {
    const [, name, url] = /^([^=]+)=(.+)$/s.exec(entry) ?? [];
    if (name === undefined || url === undefined) {
      problems.push(
        `--${flag}: ${JSON.stringify(entry)} is not name=url, such as shop=https://example.com/health.`,
      );
    } else if (found.has(name)) problems.push(`--${flag}: The name "${name}" is there twice.`);
    else found.set(name, url);
  }
  return Object.fromEntries(found);
}
