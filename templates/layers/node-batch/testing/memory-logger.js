/** A logger that keeps its entries. */
export function memoryLogger() {
  const entries = [];
  const log = (level) => (message, fields) => entries.push({ level, message, ...fields });
  return {
    entries,
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
  };
}
