// The forms that values of exporter.yaml have; each has its sentence in validate.ts.

/** Package, image, Kubernetes objects and Prometheus job share this name, so the strictest of their rules applies (RFC 1123 label, letter first). */
export const NAME_PATTERN = '^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$';
/** Prometheus data model, metric and label names without the colon, which is for recording rules. */
export const IDENTIFIER_PATTERN = '^[a-zA-Z_][a-zA-Z0-9_]*$';
export const NAMESPACE_PATTERN = '^[a-z][a-z0-9_]{0,39}$';
export const STAGE_PATTERN = '^[a-z][a-z0-9_]{0,29}$';
export const PROBE_PATTERN = '^[a-zA-Z0-9_.-]{1,100}$';
export const URL_PATTERN = '^https?://[^\\s\\u0000-\\u001f\\u007f-\\u009f]+$';
/** A file with a line for each setting can hold it: one of systemd, a `.env` of Compose. */
export const PATH_PATTERN = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$';
/** A label of a domain name, RFC 1123, as Kubernetes names its namespaces. */
export const KUBERNETES_NAME_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$';
/** The value of a label of a Kubernetes object. */
export const KUBERNETES_VALUE_PATTERN = '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$';
export const CRON_PATTERN = '^\\S+( \\S+){4}$';
/** As Prometheus has it, the largest unit first; so few digits that it can count them. */
export const DURATION_PATTERN =
  '^(?=[0-9])(?:[0-9]{1,4}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,8}s)?$';
