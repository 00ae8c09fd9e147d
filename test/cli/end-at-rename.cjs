// Loaded before the program: ends it without a word at its n-th rename, which is what moves files into place.
const fs = require('node:fs');

const { renameSync } = fs;
let left = Number(process.env.END_AT_RENAME);

fs.renameSync = (from, to) => {
  if (left-- === 0) process.kill(process.pid, 'SIGKILL');
  renameSync(from, to);
};
