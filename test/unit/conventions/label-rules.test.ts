import { describe, expect, it } from 'vitest';
import { labelCardinality } from '../../../src/conventions/rules/label-cardinality.ts';
import { labelInName } from '../../../src/conventions/rules/label-in-name.ts';
import { labelTarget } from '../../../src/conventions/rules/label-target.ts';
import { successLabel } from '../../../src/conventions/rules/success-label.ts';
import { CONTEXT, metric } from './metric.ts';

const open = (label: string) => metric({ labels: { [label]: [] } });

describe('label-cardinality', () => {
  it.each([
    ...['id', 'order_id', 'orderId', 'userIDs', 'uuid', 'email', 'e_mail', 'user', 'users'],
    ...['user_name', 'session', 'timestamp', 'created_at', 'client_ip', 'ip_address', 'url'],
    ...['path', 'error_message', 'messages', 'traces', 'trace_id', 'addresses'],
  ])('flags %s', (label) => {
    expect(labelCardinality.check(open(label))).toMatchObject([
      { rule: 'label-cardinality', level: 'error', subject: 'shop_orders_total' },
    ]);
  });

  it.each(['channel', 'status', 'user_type', 'message_type', 'path_template', 'method', 'valid'])(
    'passes %s',
    (label) => {
      expect(labelCardinality.check(open(label))).toEqual([]);
    },
  );

  it('is not lifted by known values', () => {
    expect(labelCardinality.check(metric({ labels: { user: ['a', 'b'] } }))).toHaveLength(1);
  });
});

describe('label-target', () => {
  it.each(['env', 'availability_zone', 'availabilityZone', 'dc', 'pod'])(
    'flags an open %s',
    (label) => {
      expect(labelTarget.check(open(label), {})).toMatchObject([
        { rule: 'label-target', level: 'warning', message: expect.stringContaining(`"${label}"`) },
      ]);
    },
  );

  it('is lifted by known values', () => {
    expect(labelTarget.check(metric({ labels: { region: ['eu', 'us'] } }), {})).toEqual([]);
  });

  it.each([
    ['job', []],
    ['instance', ['a', 'b']],
  ])('refuses %s, whatever is known of its values', (label, values) => {
    expect(labelTarget.check(metric({ labels: { [label]: values } }), {})).toMatchObject([
      { level: 'error', message: expect.stringContaining(`to exported_${label}`) },
    ]);
  });

  it('passes other labels', () => {
    expect(labelTarget.check(open('channel'), {})).toEqual([]);
  });
});

describe('label-in-name', () => {
  it.each([
    ['shop_orders_by_channel_total', 'channel', 'shop_orders_total'],
    ['shop_orders_per_payment_type_total', 'payment_type', 'shop_orders_total'],
    ['shop_channel_orders_total', 'channel', 'shop_orders_total'],
    ['orders_by_channel', 'channel', 'shop_orders_total'],
    ['shop_channel_total', 'channel', 'shop_events_total'],
  ])('%s{%s} → %s', (name, label, suggestion) => {
    expect(labelInName.check(metric({ name, labels: { [label]: [] } }), CONTEXT)).toMatchObject([
      { rule: 'label-in-name', level: 'warning', suggestion },
    ]);
  });

  it.each([
    ['shop_state', 'shop_state'],
    ['shop_orders_total', 'order'],
    ['shop_orders_total', 'shop'],
    ['注文', '注'],
  ])('passes %s{%s}', (name, label) => {
    expect(labelInName.check(metric({ name, labels: { [label]: [] } }), CONTEXT)).toEqual([]);
  });
});

describe('success-label', () => {
  it.each(['success', 'failed', 'is_success', 'wasSuccessful'])('flags %s', (label) => {
    expect(successLabel.check(open(label))).toMatchObject([
      { rule: 'success-label', level: 'warning' },
    ]);
  });

  it.each(['status', 'failure_reason'])('passes %s', (label) => {
    expect(successLabel.check(open(label))).toEqual([]);
  });
});
