import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../support/exposition.ts';
import { type Engine, generate } from './project.ts';
import { runAndScrape } from './scrape.ts';

/** The choices other than the full spec, on one engine; each engine has a test file, so that they run side by side. */
export function testVariants(engine: Engine): void {
  describe(`on ${engine.tool}`, () => {
    it.each([
      ['http-service', 'active_users', []],
      ['business', 'business_sales_total', ['--database.sample']],
    ])('%s', async (preset, metric, flags) => {
      const project = await generate(engine, ['--preset', preset], 'my-exporter');
      await project.install();
      await project.lint();
      await project.test();
      await runAndScrape(project, engine, 'my-exporter', metric, ...flags);
    });

    it('sample metrics of each type', async () => {
      const project = await generate(engine, [], 'my-exporter');
      await project.install();
      await project.lint();
      await project.test();
      await runAndScrape(project, engine, 'my-exporter', 'my_orders_total');
    });

    it('hostile texts reach the exposition unchanged', async () => {
      const spec = path.resolve('test/specs/hostile.yaml');
      const project = await generate(engine, ['--spec', spec], 'class');
      await project.install();
      await project.lint();
      await project.test();
      const families = parseExposition(await project.program('--once'));
      expect(families.get('odd_lines')?.help).toBe('First line.\nSecond line.\tTab.');
      expect(families.get('odd_templates_total')?.help).toBe(
        '{{x}} ${x} {% x %} */ // # <!-- """ \'\'\' %s 😀',
      );
      expect(families.get('odd_delete_total')?.help).toBe('ends with a backslash \\');
    });

    it.each(['database', 'plain'])('a database without a sample: %s', async (name) => {
      const flags = ['--spec', path.resolve('test/specs', `${name}.yaml`)];
      const project = await generate(engine, flags, name);
      await project.install();
      await project.lint();
      await project.test();
    });

    it('works without any metric of its own', async () => {
      const spec = path.resolve('test/specs/bare.yaml');
      const project = await generate(engine, ['--spec', spec], 'bare');
      await project.install();
      await project.lint();
      await project.test();
      await runAndScrape(project, engine, 'bare', 'bare_http_requests_total');
    });
  });
}
