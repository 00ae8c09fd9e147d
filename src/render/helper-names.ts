/** Every helper a template may call; any other name is a path into the view. The build needs the names alone. */
export const HELPER_NAMES = [
  'literal-js',
  'literal-python',
  'literal-toml',
  'literal-json',
  'literal-dockerfile',
  'literal-markdown',
  'comment',
  'docstring',
  'list',
  'fields',
  'event-call',
  'block',
  'property',
  'constant',
] as const;
