#!/usr/bin/env node
// Nothing is loaded before this check: older versions of Node.js would fail in the middle of it with a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `create-exporter needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a current version and run the same command again.`,
  );
  process.exitCode = 2;
} else {
  // Node.js 22 and newer can keep what it compiled for the next start.
  require('node:module').enableCompileCache?.();
  try {
    require('../dist/cli.js');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('create-exporter is not built: run "npm ci" and "npm run build" first.');
    process.exitCode = 1;
  }
}
