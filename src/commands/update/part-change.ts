import { listed } from '../../listed.ts';
import type { OwnPart } from '../../render/own-code.ts';

/** Types of a measured value, which code observes in the same way. */
const OBSERVED = new Set(['histogram', 'summary']);

/** The parts of two specs, held against each other. */
export interface PartChanges {
  gone: OwnPart[];
  /** In the order of the spec; `before` is undefined for what is new, `todo` for what is as it was. */
  now: { part: OwnPart; before: OwnPart | undefined; todo: string | undefined }[];
}

/**
 * Finds each part in what was there before: by its name, or else by what code calls it, so that a metric of another name
 * that is recorded by the same call is nothing that code has to know.
 */
export function partChanges(former: readonly OwnPart[], parts: readonly OwnPart[]): PartChanges {
  const names = new Set(parts.map(({ name }) => name));
  const byName = new Map(former.map((part) => [part.name, part]));
  const others = former.filter(({ name }) => !names.has(name));
  const byCall = new Map(others.map((part) => [part.inCode, part]));
  const now = parts.map((part) => {
    const before = byName.get(part.name) ?? byCall.get(part.inCode);
    return { part, before, todo: before && changeOf(before, part) };
  });
  const found = new Set(now.map(({ before }) => before));
  return { gone: others.filter((part) => !found.has(part)), now };
}

/** What code that knows a part as it was has to change, as a sentence; undefined where that is nothing. */
function changeOf(before: OwnPart, now: OwnPart): string | undefined {
  const changes = [typeChange(before, now), ...labelChanges(before, now)].filter(
    (change) => change !== undefined,
  );
  const change = listed(changes);
  if (before.inCode === now.inCode) return change ? now.whenChanged(change) : undefined;
  const reason = change ? `${now.name} ${change}, and ` : '';
  return `${reason}${before.inCode} is called ${now.inCode} now: change your calls`;
}

function typeChange(before: OwnPart, { type }: OwnPart): string | undefined {
  const isSame = before.type === type || [before.type!, type!].every((one) => OBSERVED.has(one));
  return isSame ? undefined : `is a ${type} now`;
}

function labelChanges({ labels: before }: OwnPart, { labels: now }: OwnPart): string[] {
  const lost = before.filter((label) => !now.includes(label));
  const gained = now.filter((label) => !before.includes(label));
  return [
    ...(lost.length > 0 ? [`lost the ${labelList(lost)}`] : []),
    ...(gained.length > 0 ? [`has the new ${labelList(gained)}`] : []),
  ];
}

function labelList(labels: readonly string[]): string {
  return `${labels.length === 1 ? 'label' : 'labels'} ${listed(labels)}`;
}
