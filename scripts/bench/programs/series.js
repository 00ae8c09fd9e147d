import { Counter } from '@prometheus-io/client';

const PER_FAMILY = 1000;

/** Fills a registry with so many series, at most 1,000 to a family. */
export function fill(registry, count) {
  for (let from = 0; from < count; from += PER_FAMILY) {
    const family = new Counter({
      name: `bench_${from / PER_FAMILY}_total`,
      help: 'What the bench measures with.',
      labelNames: ['route', 'status'],
      registers: [registry],
    });
    for (let index = from; index < Math.min(count, from + PER_FAMILY); index++) {
      family.inc({ route: `/api/v1/things/${index}`, status: '200' }, index * 7);
    }
  }
}
