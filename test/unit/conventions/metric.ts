import type { Context, Family } from '../../../src/conventions/index.ts';

/** A counter without faults in namespace `shop`, but for what a test says. */
export function metric(given: Partial<Family> = {}): Family {
  return {
    name: 'shop_orders_total',
    type: 'counter',
    help: 'Orders placed.',
    labels: {},
    buckets: [],
    quantiles: [],
    ...given,
  };
}

export const CONTEXT: Context = { namespace: 'shop', claimed: new Map() };
