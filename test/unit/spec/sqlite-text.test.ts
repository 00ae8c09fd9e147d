import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/spec/problems.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { sqliteTextProblem } from '../../../src/spec/sqlite-text.ts';

describe('SQL for SQLite', () => {
  it.each([
    'SELECT 1',
    "SELECT 'it''s', \"a name\", `b`, [c d] FROM t;",
    "SELECT 1 -- it's fine",
    "/* it's */ SELECT 1 /* and never closed",
    "INSERT INTO t VALUES ('-- no comment', '/* nor this', '[');",
    "SELECT x'00', ''",
  ])('%s is fine', (sql) => expect(sqliteTextProblem(sql)).toBeUndefined());

  it.each([
    ["SELECT\n'open", "has a quote ' in line 2 that is never closed"],
    ["SELECT 'it's'", "has a quote ' in line 1 that is never closed"],
    ['SELECT "open', 'has a quote " in line 1 that is never closed'],
    ['SELECT [open', 'has a quote [ in line 1 that is never closed'],
    ['-- nothing\n ; /* either', 'has no statement'],
  ])('%s is refused', (sql, problem) => expect(sqliteTextProblem(sql)).toBe(problem));
});

describe('the database of a spec', () => {
  const found = (
    sql: SpecInput['sql'],
    query = 'SELECT 1 AS value',
    targets: SpecInput['targets'] = [],
  ) =>
    problemsOf({
      version: 1,
      name: 'shop',
      sql,
      targets,
      metrics: [{ name: 'shop_orders', type: 'gauge', help: 'Orders.', sql: query }],
    }).map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('has a sample where something loads it', () => {
    expect(found({ sample: 'CREATE TABLE a (b);' })).toEqual([]);
    const mysql = { engine: 'mysql', sample: 'CREATE TABLE a (b);' } as const;
    expect(found(mysql)).toEqual([
      'sql.sample: A sample of mysql is loaded by the target compose alone, which is not among the targets: name it there (--target compose), or leave the sample out.',
    ]);
    expect(found(mysql, 'SELECT 1 AS value', ['compose'])).toEqual([]);
  });

  it('reads no SQL that cannot be read', () => {
    expect(found({ sample: "INSERT INTO a VALUES ('b);" }, 'SELECT "value')).toEqual([
      "sql.sample: The sample has a quote ' in line 1 that is never closed.",
      'metrics.0.sql: The query of shop_orders has a quote " in line 1 that is never closed.',
    ]);
  });

  it('leaves the dialects of others to them', () => {
    expect(found({ engine: 'postgresql' }, "SELECT $$it's$$, 1 AS value")).toEqual([]);
    expect(found({ engine: 'mysql' }, "SELECT 'it\\'s', 1 AS value # it's")).toEqual([]);
  });
});
