import { statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createLineSplitter } from './log-lines.js';

const CHUNK_BYTES = 65_536;
const NEWLINE = 0x0a;

/**
 * Reads on in a file that grows. A file that was renamed is read to its end before the new one of
 * its name; a file that became shorter is read from its start. What cannot be seen from outside is
 * lost: a second rotation between two scrapes, one before the first scrape, and a file that was
 * emptied and has grown beyond the old position since.
 *
 * @param {object} options
 * @param {string} options.file
 * @param {boolean} options.fromStart where to begin in a file that is there now
 * @param {number} options.maxBytes of one read; 0 is no limit
 */
export function createTail({ file, fromStart, maxBytes }) {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let emit;
  const lines = createLineSplitter((line) => emit(line));
  let handle;
  let offset = 0;
  // What is written from now on is read, also what comes before the first read.
  let skipped = fromStart ? undefined : statNow(file);

  async function openFile() {
    handle = await open(file);
    offset = 0;
    const found = await handle.stat();
    if (skipped && isSame(skipped, found) && skipped.size <= found.size) {
      offset = skipped.size;
      if (offset > 0) {
        const { bytesRead } = await handle.read(chunk, 0, 1, offset - 1);
        if (bytesRead === 1 && chunk[0] !== NEWLINE) {
          // The rest of a line that has begun before is not a line.
          lines.skip();
        }
      }
    }
    skipped = undefined;
  }

  async function closeFile() {
    const closed = handle;
    handle = undefined;
    await closed?.close();
  }

  /** As far as the budget and the time go: `{ read, left }`, in bytes. */
  async function readToEnd(budget, until) {
    const { size } = await handle.stat();
    if (size < offset) {
      offset = 0;
      lines.reset();
    }
    const end = Math.min(size, offset + budget);
    const start = offset;
    while (offset < end && performance.now() < until) {
      const most = Math.min(CHUNK_BYTES, end - offset);
      const { bytesRead } = await handle.read(chunk, 0, most, offset);
      if (bytesRead === 0) {
        break;
      }
      offset += bytesRead;
      lines.add(chunk.subarray(0, bytesRead));
    }
    return { read: offset - start, left: Math.max(size - offset, 0) };
  }

  async function statFile() {
    try {
      const found = await stat(file);
      if (!found.isFile()) {
        throw new Error(`${file} is not a file`);
      }
      return found;
    } catch (error) {
      // Whatever comes later was not there at the start.
      skipped = undefined;
      throw error;
    }
  }

  return {
    /**
     * @param {object} options
     * @param {(line: string) => void} options.onLine
     * @param {number} options.until on the clock of performance.now()
     * @returns {Promise<number>} bytes that are left because there were too many, or no more time
     */
    async read({ onLine, until }) {
      emit = onLine;
      const current = await statFile();
      let budget = maxBytes || Number.POSITIVE_INFINITY;
      if (handle && !isSame(await handle.stat(), current)) {
        const { read, left } = await readToEnd(budget, until);
        if (left > 0) {
          return left + current.size;
        }
        budget -= read;
        lines.finish();
        await closeFile();
      }
      if (!handle) {
        await openFile();
      }
      return (await readToEnd(budget, until)).left;
    },

    /** Closes the file. */
    close: closeFile,
  };
}

function statNow(file) {
  try {
    return statSync(file);
  } catch {
    // The first read tells what is wrong with it.
    return undefined;
  }
}

function isSame(one, other) {
  return one.ino === other.ino && one.dev === other.dev;
}
