/** What a step throws; what it returns, if it throws nothing. */
export function caught(step: () => unknown): unknown {
  try {
    return step();
  } catch (error) {
    return error;
  }
}
