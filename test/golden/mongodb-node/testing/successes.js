const SUCCESS = 'mongodb_scrape_collector_success';

/**
 * Which collectors a scrape ran and whether they succeeded, such as `{ sql: 1 }`.
 *
 * @param {string} text the exposition
 */
export function successes(text) {
  const lines = text.split('\n').filter((line) => line.startsWith(`${SUCCESS}{`));
  return Object.fromEntries(
    lines.map((line) => {
      const [, collector, value] = /\{collector="(.+)"\} (\d)$/.exec(line);
      return [collector, Number(value)];
    }),
  );
}
