/** The label that tells the parts of one histogram or summary from each other. */
const PART_LABEL = { histogram: 'le', summary: 'quantile' };
const OTHER = 'other';

/**
 * Cuts the families of one collector down to a number of series. Those that were shown before keep
 * their place, then it is first come, first served. What is left over is added up in one series
 * whose label values are all `other`: for counters, histograms and the gauges named in `summable`.
 * Of other families it is left out. Metrics without labels always stay.
 *
 * @typedef {import('./families.js').Family} Family
 *
 * @param {Family[]} families
 * @param {object} options
 * @param {number} options.maxSeries 0 is no limit
 * @param {string[]} options.summable
 * @param {Set<string>} options.shown what the call before this one gave back
 * @returns {{ families: Family[], dropped: number, shown: Set<string> }}
 */
export function capSeries(families, { maxSeries, summable, shown }) {
  if (maxSeries === 0) {
    return { families, dropped: 0, shown };
  }
  const groups = families.flatMap((family) => groupsOf(family, summable));
  const kept = countSeries(groups) > maxSeries ? choose(groups, maxSeries, shown) : new Set(groups);
  const dropped = groups.filter((group) => !kept.has(group) && !group.isOther);
  return {
    families: kept.size < groups.length ? cut(families, groups, kept) : families,
    dropped: countSeries(dropped),
    shown: new Set([...kept].map(({ key }) => key)),
  };
}

/** The samples of a family by label set; those of one histogram stay together. */
function groupsOf(family, summable) {
  const isSummable =
    ['counter', 'histogram'].includes(family.type) || summable.includes(family.name);
  const groups = new Map();
  for (const sample of family.values) {
    const labels = { ...sample.labels };
    delete labels[PART_LABEL[family.type]];
    const key = JSON.stringify([family.name, labels]);
    const values = Object.values(labels);
    const isPlain = values.length === 0;
    const isOther = isSummable && !isPlain && values.every((value) => value === OTHER);
    const group = groups.get(key) ?? { key, family, isSummable, isPlain, isOther, samples: [] };
    group.samples.push(sample);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Families that cannot lose a series, only add it up, have one place each in any case. */
function choose(groups, maxSeries, shown) {
  const places = groups.filter(({ isPlain, isSummable }) => isPlain || isSummable);
  const reserved = new Map(places.map((group) => [group.family, group]));
  let room = maxSeries - countSeries([...reserved.values()]);
  const kept = new Set(groups.filter(({ isPlain }) => isPlain));
  const before = groups.filter(({ key }) => shown.has(key));
  for (const group of new Set([...before, ...groups])) {
    // What the upstream calls `other` goes into the sum of the same name.
    if (!group.isPlain && !group.isOther && group.samples.length <= room) {
      room -= group.samples.length;
      kept.add(group);
    }
  }
  return kept;
}

function cut(families, groups, kept) {
  return families
    .map((family) => {
      const own = groups.filter((group) => group.family === family);
      const rest = own.filter((group) => !kept.has(group));
      const values = own.filter((group) => kept.has(group)).flatMap(({ samples }) => samples);
      return { ...family, values: [...values, ...(rest[0]?.isSummable ? addUp(rest) : [])] };
    })
    .filter(({ values }) => values.length > 0);
}

function addUp(groups) {
  const part = PART_LABEL[groups[0].family.type];
  const sums = new Map();
  for (const { labels, value, metricName } of groups.flatMap(({ samples }) => samples)) {
    const others = Object.keys(labels).map((name) => [name, name === part ? labels[name] : OTHER]);
    const key = JSON.stringify([metricName, labels[part]]);
    const sum = sums.get(key) ?? { metricName, labels: Object.fromEntries(others), value: 0 };
    sums.set(key, { ...sum, value: sum.value + value });
  }
  return [...sums.values()];
}

function countSeries(groups) {
  return groups.reduce((count, { samples }) => count + samples.length, 0);
}
