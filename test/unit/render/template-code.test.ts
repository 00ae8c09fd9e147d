import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, it, test } from 'vitest';
import { listFiles, parseTemplate } from '../../../src/render/compile.ts';
import { engine } from '../../../src/render/engine.ts';
import { LAYERS } from '../../../src/render/layers.ts';
import { templateExpression } from '../../../src/render/template-code.ts';
import { buildView } from '../../../src/render/view.ts';
import { everySpec } from './specs.ts';

/** The text of a template as our code makes it. */
function ours(source: string, target: string, view: object): string {
  const code = templateExpression(parseTemplate(source, target));
  return new Function(`return ${code};`)()(engine, view);
}

const handlebars = Handlebars.create();
for (const [name, helper] of Object.entries(engine.helpers)) {
  handlebars.registerHelper(name, (...args) => {
    const { hash } = args.pop();
    return Object.keys(hash).length > 0 ? helper(...args, hash) : helper(...args);
  });
}

/** The same text by Handlebars itself. */
function theirs(source: string, target: string, view: object): string {
  const ast = parseTemplate(source, target);
  return handlebars.compile(ast, { strict: true, noEscape: true })(view);
}

describe('the code of a template gives what Handlebars gives', () => {
  const specs = everySpec();
  it.each(LAYERS.map((layer) => [layer.name, layer.appliesTo] as const))(
    'layer %s',
    async (name, appliesTo) => {
      const root = path.join('templates/layers', name);
      const views = specs.filter(appliesTo).map(buildView);
      for (const file of await listFiles(root)) {
        const source = readFileSync(path.join(root, file), 'utf8');
        const target = file.replace(/(^|\/)dot-/g, '$1.');
        for (const view of views)
          expect(ours(source, target, view), file).toBe(theirs(source, target, view));
      }
    },
    // Handlebars compiles each file once for every spec.
    30_000,
  );

  test.each([
    ['{{#each list}}{{{this}}}{{#unless @last}}, {{/unless}}{{/each}}', { list: ['a', 'b'] }],
    [
      '{{#each list}}{{#if @first}}<{{/if}}{{{@index}}}{{{../x}}}{{/each}}',
      { list: [{}, {}], x: 1 },
    ],
    ['{{#if no}}a{{else if yes}}b{{else}}c{{/if}}{{#unless no}}d{{/unless}}', { no: [], yes: 'y' }],
    ['{{#with a.[0]}}{{{b}}}{{/with}}{{! a comment }}', { a: [{ b: 0 }] }],
  ])('%s', (source, view) => {
    expect(ours(source, 'a.txt', view)).toBe(theirs(source, 'a.txt', view));
  });
});

test.each(['{{{gone}}}', '{{#if gone}}a{{/if}}', '{{#each a}}{{{gone}}}{{/each}}'])(
  'what the view does not have is an error: %s',
  (source) => {
    expect(() => ours(source, 'a.txt', { a: [{}] })).toThrow(
      'it names what the view does not have',
    );
  },
);

test.each([
  '{{> partial}}',
  '{{#own x}}{{/own}}',
  '{{#each x}}{{else}}{{/each}}',
  '{{#each x as |y|}}{{/each}}',
  '{{#if x includeZero=true}}{{/if}}',
  '{{#if x y}}{{/if}}',
  '{{#each x}}{{#each y}}{{{@../index}}}{{/each}}{{/each}}',
])('what templates do not use is refused: %s', (source) => {
  expect(() => ours(source, 'a.txt', {})).toThrow(/^line 1: .* is not known to templates here$/);
});
