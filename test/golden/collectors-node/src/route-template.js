import { tracingChannel } from 'node:diagnostics_channel';

const watchers = new WeakMap();

// The router of Express tells here which pattern a middleware was registered with that it calls.
tracingChannel('express.router.request').start.subscribe(({ req, route }) => {
  watchers.get(req)?.(route);
});

/**
 * Notes the template of the route a request reaches, such as `/shops/:shop/orders/:id`. Express
 * assigns `baseUrl` and `route` while it descends into routers and takes `baseUrl` back on the way
 * out, errors included, so both are watched when they are assigned. No part of a template comes from
 * the request, so that there are no more templates than routes.
 *
 * @param {import('express').Request} req
 * @returns {() => string | undefined} the template of the last route, undefined when none matched
 */
export function watchRoute(req) {
  let { baseUrl, route } = req;
  let template;
  // Mount paths arrive with the values of their parameters; these are their templates.
  const mounts = new Map();
  const templateOf = (mount) => mounts.get(mount ?? '') ?? '';
  let entered;

  watchers.set(req, (pattern) => {
    if (entered) {
      mounts.set(entered.mount, entered.parent + mountPath(pattern));
      entered = undefined;
    }
  });

  Object.defineProperties(req, {
    baseUrl: {
      configurable: true,
      enumerable: true,
      get: () => baseUrl,
      set(value) {
        entered = undefined;
        const parent = baseUrl ?? '';
        if (value && value !== parent && value.startsWith(parent)) {
          entered = { mount: value, parent: templateOf(parent) };
          // Until the pattern is known; a router of another version does not tell it.
          mounts.set(value, `${entered.parent}/:mounted`);
        }
        baseUrl = value;
      },
    },
    route: {
      configurable: true,
      enumerable: true,
      get: () => route,
      set(value) {
        route = value;
        if (value) {
          template = templateOf(baseUrl) + routePath(value);
        }
      },
    },
  });

  return () => template;
}

function mountPath(pattern) {
  return String(pattern).replace(/\/+$/, '');
}

function routePath({ path }) {
  const text = [path].flat().map(String).join('|');
  return text === '' ? '/' : text;
}
