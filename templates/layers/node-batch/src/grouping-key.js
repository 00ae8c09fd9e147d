/**
 * The labels of the metrics, each with a series that has it. The gateway writes the keys of a group
 * over them, so no key may have the name of one.
 */
export const METRIC_LABELS = {
{{#each batch.labels}}
  {{{property name series indent=2}}}
{{/each}}
};

// The client library's own Pushgateway class percent-encodes values, and the gateway (like many
// proxies) reads %2F as a slash. So everything but harmless characters goes as base64.
const HARMLESS = /^[\w-][\w.-]*$/;

/**
 * The path of a group on a Pushgateway. The job name and the given labels are the whole grouping
 * key: with `instance` in it, every new host or container would leave a group behind for ever.
 *
 * @param {string} job
 * @param {Record<string, string>} [grouping]
 * @returns {string}
 */
export function groupPath(job, grouping = {}) {
  const labels = Object.keys(grouping)
    .sort()
    .map((key) => segment(key, grouping[key]));
  return `/metrics/${[segment('job', job), ...labels].join('/')}`;
}

function segment(key, value) {
  if (HARMLESS.test(value)) {
    return `${key}/${value}`;
  }
  // An empty value is written as the padding of base64, as the gateway wants it.
  return `${key}@base64/${Buffer.from(value).toString('base64url') || '='}`;
}
