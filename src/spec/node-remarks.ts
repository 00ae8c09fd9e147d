import { type Document, isAlias, isCollection, isPair, isScalar, type Node } from 'yaml';
import { maskAddress } from '../mask.ts';
import type { Remark } from './yaml-words.ts';

/** The parser looks through all anchors for each alias, and nothing can interrupt it. */
const MAX_ALIASES = 1_000;

/** So many values may be there once more by aliases; a list of aliases of lists of aliases would fill the memory. */
const MAX_REPEATED = 100_000;

/** For what reads a document that was looked through: the parser counts aliases in a way that takes its time. */
export const ALIASES_SEEN = { maxAliasCount: -1 };

const YAML_TAG = 'tag:yaml.org,2002:';

/** What a value may be called explicitly. Others make objects that look empty, or things that are no text or number. */
const TAGS = new Set([
  '!',
  ...['map', 'seq', 'str', 'int', 'float', 'bool', 'null'].map((name) => YAML_TAG + name),
]);

/** A value with an anchor, and how many values it stands for; none yet while it is read. */
interface Anchored {
  size?: number;
}

/** What is wrong about the aliases and tags of a document, found in one walk over it. */
export function nodeRemarks(text: string, document: Document.Parsed): Remark[] {
  const { yaml } = document.directives;
  if (yaml.version === '1.1') {
    const message = 'An exporter.yaml is read as YAML 1.2, not 1.1: remove this line.';
    return [{ offset: text.indexOf('%YAML'), message }];
  }
  const remarks: Remark[] = [];
  const anchors = new Map<string, Anchored>();
  let aliases = 0;
  let repeated = 0;
  const remark = (offset: number, message: string) => {
    remarks.push({ offset, message });
    return 1;
  };

  const aliasSize = (name: string, offset: number): number => {
    const anchored = anchors.get(name);
    aliases += 1;
    if (aliases === MAX_ALIASES + 1) {
      return remark(offset, `An exporter.yaml may have ${MAX_ALIASES} aliases: write values out.`);
    }
    if (aliases > MAX_ALIASES) return 1;
    if (!anchored) return remark(offset, `There is no anchor "&${maskAddress(name)}" before this.`);
    const { size } = anchored;
    if (size === undefined) {
      return remark(offset, `The alias "*${maskAddress(name)}" stands within what it refers to.`);
    }
    const before = repeated;
    repeated += size;
    const isFirst = before <= MAX_REPEATED && repeated > MAX_REPEATED;
    return isFirst ? remark(offset, 'The aliases of this file multiply beyond all use.') : size;
  };

  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (isAlias(node)) return aliasSize(node.source, placeOf(node));
    if (!isScalar(node) && !isCollection(node)) return 0;
    const { tag, anchor } = node;
    if (tag !== undefined && !TAGS.has(tag)) {
      const shown = tag.startsWith(YAML_TAG) ? `!!${tag.slice(YAML_TAG.length)}` : tag;
      remark(
        tagPlace(text, placeOf(node)),
        `The tag "${shown}" makes of this what no exporter.yaml has: leave it out.`,
      );
    }
    const anchored: Anchored = {};
    if (anchor !== undefined) anchors.set(anchor, anchored);
    let size = 1;
    if (isCollection(node)) for (const item of node.items) size += sizeOf(item);
    anchored.size = size;
    return size;
  };

  sizeOf(document.contents);
  return remarks;
}

/** A tag stands before its value. */
function tagPlace(text: string, value: number): number {
  const sign = text.lastIndexOf('!', value);
  return text[sign - 1] === '!' ? sign - 1 : Math.max(0, sign);
}

function placeOf({ range }: Node): number {
  return range?.[0] ?? 0;
}
