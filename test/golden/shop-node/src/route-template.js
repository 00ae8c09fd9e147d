/**
 * Notes the template of the route a request reaches, such as `/shops/:shop/orders/:id`. Express
 * assigns `baseUrl` and `route` while it descends into routers and takes `baseUrl` back on the way
 * out, errors included, so both are watched when they are assigned.
 *
 * @param {import('express').Request} req
 * @returns {() => string | undefined} the template of the last route, undefined when none matched
 */
export function watchRoute(req) {
  let { baseUrl, route } = req;
  let template;
  // Mount paths arrive with the values of their parameters; each is translated when it is entered.
  const mounts = new Map([['', '']]);

  Object.defineProperties(req, {
    baseUrl: {
      configurable: true,
      enumerable: true,
      get: () => baseUrl,
      set(value) {
        const entered = value ?? '';
        const parent = baseUrl ?? '';
        if (!mounts.has(entered)) {
          const inside = entered.startsWith(parent) ? parent : '';
          const mount = withoutValues(entered.slice(inside.length), req.params);
          mounts.set(entered, (mounts.get(inside) ?? '') + mount);
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
          template = (mounts.get(baseUrl ?? '') ?? '') + pathOf(value);
        }
      },
    },
  });

  return () => template;
}

function pathOf({ path }) {
  const text = [path].flat().map(String).join('|');
  return text === '' ? '/' : text;
}

function withoutValues(path, params = {}) {
  const segments = path.split('/').map(decode);
  // From the end: what this mount path names comes after what it inherits from its parents.
  for (const [name, value] of Object.entries(params).reverse()) {
    // A wildcard holds several segments.
    for (const part of [value].flat().filter(Boolean)) {
      const whole = segments.lastIndexOf(part);
      const index = whole >= 0 ? whole : segments.findLastIndex((text) => text.includes(part));
      if (index >= 0) {
        segments[index] = segments[index].replace(part, () => `:${name}`);
      }
    }
  }
  // One name for a wildcard however many segments it holds, so that series stay bounded.
  return segments
    .filter((text, index) => text === '' || text[0] !== ':' || text !== segments[index - 1])
    .join('/');
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
