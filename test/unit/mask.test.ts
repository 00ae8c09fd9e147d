import { expect, it } from 'vitest';
import { maskPasswords } from '../../src/mask.ts';

it.each([
  ['https://me:secret@shop/', 'https://me:***@shop/'],
  ['https://:secret@shop/', 'https://:***@shop/'],
  [
    'shop=http://me:p@ss:w0rd/?#x@shop:8080/up is not a URL',
    'shop=http://me:***@shop:8080/up is not a URL',
  ],
  [
    '"mongodb+srv://me:12345@db" and "http://a:b@c"',
    '"mongodb+srv://me:***@db" and "http://a:***@c"',
  ],
])('%s is shown as %s', (text, shown) => {
  expect(maskPasswords(text)).toBe(shown);
});

it.each([
  'https://me@shop/',
  'https://me:@shop/',
  'http://shop:8080/@me',
  'http://shop:8080?mail=me@shop',
  'http://[::1]:8080/@me',
  'file:1:2: mail me@shop, or https://shop/',
])('%s has no password', (text) => {
  expect(maskPasswords(text)).toBe(text);
});
