import leven from 'leven';

/** The candidate a person most likely meant, or undefined where none is near (more than 40 % of the letters differ). */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = slips(value.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  const limit = Math.max(1, Math.floor(0.4 * Math.max(value.length, best?.length ?? 0)));
  return bestDistance <= limit ? best : undefined;
}

/** Letters to change, add or leave out; two that are swapped are one slip. */
function slips(value: string, candidate: string): number {
  const at = [...value].findIndex((letter, index) => letter !== candidate[index]);
  if (at < 0) return leven(value, candidate);
  const swapped = `${value.slice(0, at)}${value[at + 1] ?? ''}${value[at] ?? ''}${value.slice(at + 2)}`;
  return swapped === candidate ? 1 : leven(value, candidate);
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(value: string, candidates: readonly string[]): string {
  const match = nearest(value, candidates);
  return match === undefined ? '' : ` Did you mean "${match}"?`;
}
