/** What may be chosen about writing and installing. Apart from the code that does it: the command line reads these alone. */
export const CONFLICT_POLICIES = ['fail', 'skip', 'overwrite'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];
