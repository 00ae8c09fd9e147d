import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';

const PRODUCTS = ['electronics', 'clothing', 'clothing', 'books', 'books', 'books'];
const REGIONS = ['americas', 'americas', 'asia', 'europe', 'europe', 'europe'];
const SOURCES = ['web', 'web', 'mobile', 'mobile', 'mobile', 'referral'];

/** A shop in the place of the project's example: it takes a while to answer and fails now and then. */
export function createExampleRoutes(metrics) {
  return Router()
    .get('/products/:id', async (_req, res) => {
      await work(12);
      res.json({ ok: true });
    })
    .post('/orders', async (_req, res) => {
      await work(60);
      if (Math.random() < 0.02) {
        res.status(503).end();
        return;
      }
      metrics.recordSale({ product_category: anyOf(PRODUCTS), region: anyOf(REGIONS) });
      res.status(201).end();
    })
    .post('/users', async (_req, res) => {
      await work(30);
      metrics.recordUserSignup({ signup_source: anyOf(SOURCES) });
      res.status(201).end();
    });
}

/** Few requests take much longer than most. */
function work(milliseconds) {
  return sleep(milliseconds * (0.5 + Math.random()) * (Math.random() < 0.03 ? 8 : 1));
}

function anyOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}
