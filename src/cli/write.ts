/** Writes to a stream whose reader may close it early, as `head` does; that is no failure. */
export function write(stream: NodeJS.WriteStream, text: string): void {
  if (stream.listenerCount('error') === 0) stream.on('error', throwUnlessClosed);
  stream.write(text);
}

function throwUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
