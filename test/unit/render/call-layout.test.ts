import { describe, expect, it } from 'vitest';
import { codeCall, codeFields, type Fields } from '../../../src/render/call-layout.ts';
import { LINE_WIDTH } from '../../../src/render/layout.ts';

const js = { language: 'js', indent: 2 } as const;
const python = { language: 'python', indent: 4 } as const;
const long = 'x'.repeat(90);

describe('codeCall', () => {
  it('is one line where it fits, with what follows', () => {
    const fields = [['channel', 'web']] as const;
    expect(codeCall('record', [fields, '1'], js)).toBe("record({ channel: 'web' }, 1)");
    expect(codeCall('record', ['1', 'channel="web"'], python)).toBe('record(1, channel="web")');
    const name = 'r'.repeat(LINE_WIDTH - 'def (self) -> None:'.length - python.indent);
    const at = (tail: number) => codeCall(`def ${name}`, ['self'], { ...python, tail });
    expect(at(' -> None:'.length)).toBe(`def ${name}(self)`);
    expect(at(' -> None:'.length + 1)).toBe(`def ${name}(\n        self,\n    )`);
  });

  it('has each argument on its own line where it does not', () => {
    const fields: Fields = [['channel', ['web', 'mobile']]];
    expect(codeCall(long, ['series', fields], python)).toBe(
      `${long}(\n        series,\n        {"channel": ["web", "mobile"]},\n    )`,
    );
    expect(codeCall(long, [fields, '1'], js)).toBe(
      `${long}(\n    { channel: ['web', 'mobile'] },\n    1,\n  )`,
    );
  });

  it('keeps the braces of an only object beside the brackets in JavaScript', () => {
    expect(codeCall(long, [[['channel', 'web']]], js)).toBe(`${long}({\n    channel: 'web',\n  })`);
  });

  it('is never one line with an argument of several', () => {
    expect(codeCall('def f', ['a: Literal[\n  1\n]'], python)).toContain('def f(\n');
  });
});

describe('codeFields', () => {
  it('is one line where it fits, else a line each', () => {
    const fields: Fields = [
      ['channel', ['web', 'mobile']],
      ['market', 'eu'],
    ];
    const at = (column: number, place: typeof js | typeof python) =>
      codeFields(fields, { ...place, column });
    expect(at(2, js)).toBe("{ channel: ['web', 'mobile'], market: 'eu' }");
    expect(at(4, python)).toBe('{"channel": ["web", "mobile"], "market": "eu"}');
    expect(at(80, js)).toBe("{\n    channel: ['web', 'mobile'],\n    market: 'eu',\n  }");
    expect(at(80, python)).toBe(
      '{\n        "channel": ["web", "mobile"],\n        "market": "eu",\n    }',
    );
  });

  it('of nothing is empty', () => {
    expect(codeFields([], { ...js, column: 0 })).toBe('{}');
  });
});
