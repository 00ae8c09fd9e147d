import { expect, it } from 'vitest';
import { maskSecrets } from '../../src/mask.ts';

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
  [
    "https://shop/?page=2&token=abc#top and 'http://shop?API-Key=abc'",
    "https://shop/?page=2&token=***#top and 'http://shop?API-Key=***'",
  ],
  ['https://ghp_16C7e42F292c6912E7710c83@shop/', 'https://***@shop/'],
  ['https://eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8+op_w~w%3D@shop/', 'https://***@shop/'],
  ['https://sk_live_4eC39HqLyjWDarjtT1:@shop/', 'https://***:@shop/'],
  ['https://ghp_16C7e42F292c6912E7710c83:x-oauth-basic@shop/', 'https://***:***@shop/'],
])('%s is shown as %s', (text, shown) => {
  expect(maskSecrets(text)).toBe(shown);
});

it.each([
  'https://me@shop/',
  'https://team-reader-of-the-shop@shop/',
  'https://monitoring%40example.com@shop/',
  'https://orders-of-region-7.shop.example:8080/@me',
  'https://me:@shop/',
  'http://shop:8080/@me',
  'http://shop:8080?mail=me@shop',
  'http://[::1]:8080/@me',
  'http://shop/?key=up&tokens=7&token=',
  'file:1:2: mail me@shop, or https://shop/',
])('%s has no password', (text) => {
  expect(maskSecrets(text)).toBe(text);
});
