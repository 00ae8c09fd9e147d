/**
 * Not imported: an import makes Node.js load everything the module offers, including a WebSocket
 * client, which costs 5 MiB.
 *
 * @type {typeof import('node:http')}
 */
export const http = process.getBuiltinModule('node:http');
