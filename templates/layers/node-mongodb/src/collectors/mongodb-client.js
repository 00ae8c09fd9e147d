import { MongoClient } from 'mongodb';
import { NAME } from '../build-info.js';
import { ConfigError } from '../config-values.js';
import { refuseUnencoded } from '../secret.js';

/** Connections for commands; the driver keeps up to two more to watch each server. */
const MOST_CONNECTIONS = 4;
/**
 * A server that is down shows in this time; less than a ping may take, so that the reason is told.
 */
const CONNECT_MILLISECONDS = 1900;

/**
 * One client for all scrapes. It connects when it is first used, and again by itself when a
 * connection is lost. After a failure the URI is read again, and a client for the new one takes
 * over if it has changed.
 *
 * @param {() => string} readUri
 */
export function createSharedClient(readUri) {
  let client;
  let usedUri;
  let isSuspect = true;

  function current() {
    if (isSuspect) {
      const uri = readUri();
      if (uri !== usedUri) {
        const former = client;
        client = createClient(uri);
        usedUri = uri;
        former?.close().catch(() => {});
      }
      isSuspect = false;
    }
    return client;
  }

  return {
    /**
     * @template Result
     * @param {(client: MongoClient) => Promise<Result>} work
     * @returns {Promise<Result>}
     */
    async run(work) {
      try {
        // A client whose first attempt failed connects anew only when it is told to.
        const connected = await current().connect();
        return await work(connected);
      } catch (error) {
        isSuspect = true;
        throw error;
      }
    },
    close: () => client?.close(),
  };
}

/**
 * A client that is not connected yet.
 *
 * @param {string} uri
 * @returns {MongoClient}
 */
export function createClient(uri) {
  try {
    // The driver takes a part of a password for the host or the database, and tells of those.
    refuseUnencoded(uri);
    return new MongoClient(uri, {
      appName: NAME,
      maxPoolSize: MOST_CONNECTIONS,
      connectTimeoutMS: CONNECT_MILLISECONDS,
      serverSelectionTimeoutMS: CONNECT_MILLISECONDS,
      ...(namesOneServer(uri) ? { directConnection: true } : {}),
    });
  } catch {
    // The driver's own message may quote the URI, with its password.
    throw new ConfigError(
      'The MongoDB URI cannot be used: write mongodb://user:password@host:27017 and percent-encode its parts.',
    );
  }
}

/**
 * A member of a replica set would lead to the primary; what is wanted is the state of the server
 * that the URI names.
 */
function namesOneServer(uri) {
  return (
    /^mongodb:\/\/([^@/]*@)?[^,/?]+([/?]|$)/.test(uri) &&
    !/[?&](directConnection|loadBalanced|replicaSet)=/i.test(uri)
  );
}
