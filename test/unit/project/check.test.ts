import { describe, expect, test } from 'vitest';
import { checkSyntax } from '../../../src/project/check/index.ts';

describe('a parser of the language of the file finds the line', () => {
  test.each([
    ['a.js', 'const a = 1;\nconst b = ;\n', 2],
    ['a.py', 'a = 1\ndef f(:\n  pass\n', 2],
    ['a.py', 'a = 1\nb = "c\nd = "e"\n', 2],
    ['a.py', "a = 'b\\'\n", 1],
    ['a.py', '"""a\n\nb = 1\n', 1],
    ['a.py', 'a = (1,\n  2]\n', 2],
    ['a.py', 'a = 1)\n', 1],
    ['a.py', 'if a:\n\n# b\nc = 1\n', 4],
    ['a.py', 'if a:\n    b = 1\n  c = 1\n', 3],
    ['a.py', 'a = 1\n  b = 1\n', 2],
    ['a.py', 'a = 1\nclass B:\n', 3],
    ['a.py', 'a = $b\n', 1],
    ['a.py', `a = "${'b'.repeat(200)}\nc = 1\n`, 1],
    ['a.py', `"${'""'}${'b'.repeat(200)}\n`, 1],
    ['a.yml', 'a: 1\nb: [\n', 3],
    ['a.json', '{\n  "a": 1,\n}\n', 3],
    ['a.toml', 'a = 1\nb = \n', 2],
    ['Dockerfile', 'FROM x\nRUNN y\n', 2],
    ['Dockerfile', 'FROM x\nCMD ["a", ]\n', 2],
  ])('%s: %j', async (file, text, line) => {
    await expect(checkSyntax(new Map([[file, text]]))).rejects.toThrow(`${file}:${line}: `);
  });

  test('all broken files are named', async () => {
    await expect(
      checkSyntax(
        new Map([
          ['a.js', '('],
          ['ok.js', 'f();'],
          ['b.json', '{'],
        ]),
      ),
    ).rejects.toThrow(/a\.js:1[\s\S]*b\.json:1/);
  });

  test.each([
    ['a.js', '#!/usr/bin/env node\nimport x from "y";\nawait x();\n'],
    ['a.py', 'def f(a: int = 1, *, b) -> str:\n    return f"{a!r}{b}"\n'],
    [
      'a.py',
      '# (\nclass A:\n    """B "c" (\n  d\n    """\n\n    def e(\n  self,\n    ):\n        # f:\n        return r"\\d" \\\n  "g"\n\n\nif h[1:\n2]:\n    i = {"j": 1}\nelse:\n    k = l\n',
    ],
    ['a.py', 'constructor = {"toString": valueOf}\n'],
    ['a.yml', 'a: 1\n---\nb: 2\n'],
    ['Dockerfile', '# c\nFROM x AS y\nRUN a && \\\n    b\nCMD ["a", "b"]\n'],
    ['notes.txt', '((('],
  ])('%s is fine', async (file, text) => {
    await expect(checkSyntax(new Map([[file, text]]))).resolves.toBeUndefined();
  });
});
