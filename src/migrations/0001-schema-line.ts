import { SCHEMA_LINE } from '../spec/spec-text.ts';
import type { Migration } from './index.ts';

/** Editors check and complete a file that names its schema; the pre-releases wrote exporter.yaml without. */
export const migration = {
  number: 1,
  version: '0.1.0',
  title: 'exporter.yaml names its schema, for editors',
  migrateSpec: (text) =>
    /^#\s*yaml-language-server:/m.test(text) ? text : `# ${SCHEMA_LINE}\n${text}`,
} satisfies Migration;
