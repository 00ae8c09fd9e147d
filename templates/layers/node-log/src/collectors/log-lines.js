const NEWLINE = 0x0a;
const LONGEST_LINE_BYTES = 1_000_000;

/**
 * Makes lines out of pieces of a file. A line that has no end yet waits for the next piece. Of a
 * line that is too long only the beginning is used. Bytes that are not UTF-8 become U+FFFD.
 *
 * @param {(line: string) => void} onLine
 */
export function createLineSplitter(onLine) {
  let parts = [];
  let size = 0;
  let skipping = false;

  function keep(bytes) {
    const room = LONGEST_LINE_BYTES - size;
    if (room > 0) {
      parts.push(bytes.subarray(0, room));
    }
    size += bytes.length;
  }

  function end() {
    if (!skipping) {
      onLine(Buffer.concat(parts).toString('utf8').replace(/\r$/, ''));
    }
    reset();
  }

  function reset() {
    parts = [];
    size = 0;
    skipping = false;
  }

  return {
    /** @param {Buffer} piece the bytes that follow those of the call before */
    add(piece) {
      let from = 0;
      for (;;) {
        const newline = piece.indexOf(NEWLINE, from);
        if (newline === -1) {
          break;
        }
        keep(piece.subarray(from, newline));
        end();
        from = newline + 1;
      }
      if (from < piece.length) {
        // A copy: the caller uses its buffer again.
        keep(Buffer.from(piece.subarray(from)));
      }
    },

    /** Nothing will follow: what is left over is a line, too. */
    finish() {
      if (size > 0) {
        end();
      }
      reset();
    },

    /** Forgets what is left over. */
    reset,

    /** Ignores the rest of the line that is being read. */
    skip() {
      skipping = true;
    },
  };
}
