/**
 * Taken without an import: for one, Node.js builds all that the module offers, a WebSocket client
 * among it, and that takes 5 MiB.
 *
 * @type {typeof import('node:http')}
 */
export const http = process.getBuiltinModule('node:http');
