/** The actions that the workflows use, by their major version; the project's Dependabot renews them and can pin commits. */
export const ACTIONS = {
  checkout: 'actions/checkout@v7',
  setupNode: 'actions/setup-node@v7',
  setupPython: 'actions/setup-python@v7',
  qemu: 'docker/setup-qemu-action@v4',
  buildx: 'docker/setup-buildx-action@v4',
  login: 'docker/login-action@v4',
  metadata: 'docker/metadata-action@v6',
  build: 'docker/build-push-action@v7',
};

/** `${{ expression }}` */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** What every job says: where it runs, and when it hangs rather than works; GitHub waits for six hours. */
export const JOB = { 'runs-on': 'ubuntu-latest', 'timeout-minutes': 15 };

export type Step = Record<string, unknown>;

/** The sources, without leaving the token of the workflow to later steps. */
export const CHECKOUT: Step = {
  uses: ACTIONS.checkout,
  with: { 'persist-credentials': false },
};

/** A command; a name where it does not speak for itself. */
export function run(command: string, name?: string): Step {
  return { ...(name !== undefined && { name }), run: command };
}
