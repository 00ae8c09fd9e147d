import http from 'node:http';
import https from 'node:https';

/**
 * One request without any header of its own, so that tests decide what is sent.
 *
 * @param {string} url
 * @param {import('node:https').RequestOptions} [options]
 */
export function request(url, options = {}) {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    get(url, { agent: false, rejectUnauthorized: false, ...options }, async (response) => {
      // A connection that is kept leaves its answer with the last byte.
      const certificate = response.socket.getPeerCertificate?.();
      try {
        const chunks = await response.toArray();
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode,
          headers: response.headers,
          certificate,
          bytes,
          text: bytes.toString(),
        });
      } catch (error) {
        reject(error);
      }
    }).on('error', reject);
  });
}
