/**
 * Aborts with the given signal, or by itself with a TimeoutError after so many milliseconds. Not AbortSignal.any of
 * AbortSignal.timeout: Node.js 20 may collect that as garbage before it fires.
 * @returns the signal, and what ends the wait
 */
export function deadline(
  interrupt: AbortSignal,
  milliseconds: number,
): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(interrupt.reason);
  const clear = () => {
    clearTimeout(timer);
    interrupt.removeEventListener('abort', stop);
  };
  const timer = setTimeout(() => {
    clear();
    controller.abort(new DOMException('too late', 'TimeoutError'));
  }, milliseconds);
  // An answer that is there does not have to wait for it.
  timer.unref();
  if (interrupt.aborted) stop();
  else interrupt.addEventListener('abort', stop, { once: true });
  return { signal: controller.signal, clear };
}
