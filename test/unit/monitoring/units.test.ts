import { expect, it } from 'vitest';
import { rateUnitOf, unitOf } from '../../../src/monitoring/dashboard/units.ts';

it.each([
  ['shop_wait_seconds', 's'],
  ['shop_file_size_bytes', 'bytes'],
  ['shop_hit_ratio', 'percentunit'],
  ['shop_carts', 'short'],
  ['race_constructor', 'short'],
  ['room_temperature_celsius', 'celsius'],
])('the unit of %s is %s', (name, unit) => {
  expect(unitOf(name)).toBe(unit);
});

it.each([
  ['shop_received_bytes_total', 'Bps'],
  ['shop_requests_total', 'reqps'],
  ['shop_cpu_seconds_total', 'percentunit'],
  ['shop_orders_total', 'cps'],
  ['race_constructor_total', 'cps'],
])('the unit of the rate of %s is %s', (name, unit) => {
  expect(rateUnitOf(name)).toBe(unit);
});
