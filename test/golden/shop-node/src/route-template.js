import { tracingChannel } from 'node:diagnostics_channel';
import express from 'express';

const { start: layerStarts } = tracingChannel('express.router.request');

const descent = Symbol('descent');

// Express assigns `baseUrl` and `route` to a request while it descends into routers and takes
// `baseUrl` back on the way out, errors included, so both are watched when they are assigned.
// Watched on what all requests inherit from: properties that each request defines cost more than
// all the rest.
Object.defineProperties(express.request, {
  baseUrl: {
    configurable: true,
    enumerable: true,
    get() {
      return this[descent]?.baseUrl;
    },
    set(value) {
      this[descent] ??= new Descent();
      this[descent].enter(value);
    },
  },
  route: {
    configurable: true,
    enumerable: true,
    get() {
      return this[descent]?.route;
    },
    set(value) {
      this[descent] ??= new Descent();
      this[descent].reach(value);
    },
  },
});

/**
 * The template of the last route a request reached, such as `/shops/:shop/orders/:id`. A request
 * that ended before it reached one, in a body parser or in the files of express.static, has that of
 * the deepest path something was mounted under: `/shops/:shop/orders`. No part of it comes from the
 * request, so that there are no more templates than routes and mounts.
 *
 * @param {import('express').Request} req
 * @returns {string | undefined} undefined when none matched
 */
export function routeTemplate(req) {
  return req[descent]?.template ?? req[descent]?.mountTemplate;
}

/** The way of one request through the routers. */
class Descent {
  baseUrl;
  route;
  template;
  mountTemplate;
  #deepest = 0;
  /** Mount paths arrive with the values of their parameters; these are their templates. */
  #mounts;

  enter(mount) {
    const parent = this.baseUrl ?? '';
    this.baseUrl = mount;
    stopListening();
    if (mount && mount !== parent && mount.startsWith(parent)) {
      const parentTemplate = this.#templateOf(parent);
      this.#mounts ??= new Map();
      // Until the pattern is known; a router of another version does not tell it.
      this.#mounts.set(mount, `${parentTemplate}/:mounted`);
      listen((pattern) => this.#descend(mount, parentTemplate + mountPath(pattern)));
    }
  }

  #descend(mount, template) {
    this.#mounts.set(mount, template);
    if (mount.length >= this.#deepest) {
      this.#deepest = mount.length;
      this.mountTemplate = template;
    }
  }

  reach(route) {
    this.route = route;
    if (route) {
      this.template = this.#templateOf(this.baseUrl) + routePath(route);
    }
  }

  #templateOf(mount) {
    return this.#mounts?.get(mount ?? '') ?? '';
  }
}

/** Who is told the next pattern. */
let listener;

/**
 * The router of Express tells the pattern of a mount right after it has assigned `baseUrl`, before
 * anything else runs. To listen for longer would slow every layer of every request.
 */
function listen(onPattern) {
  listener = onPattern;
  layerStarts.subscribe(tellPattern);
}

function stopListening() {
  if (listener) {
    listener = undefined;
    layerStarts.unsubscribe(tellPattern);
  }
}

function tellPattern({ route }) {
  listener?.(route);
  stopListening();
}

function mountPath(pattern) {
  return String(pattern).replace(/\/+$/, '');
}

function routePath({ path }) {
  const text = [path].flat().map(String).join('|');
  return text === '' ? '/' : text;
}
