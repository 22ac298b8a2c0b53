/** Where the server of a session is. */

const AGENT = 'tertulia-js/0.1';
const IDLE_MILLIS = 10_000;
const PING_MILLIS = 25_000;

/** Where these modules come from: a server hands them out below `/web/client/`. */
const HOME = new URL('../..', import.meta.url).href;

/**
 * The base without what does not belong to an address of ours, and without a slash at its end.
 *
 * @param {string} [uri] that of the server these modules come from, when there is none
 * @throws {TypeError} when it is none of HTTP
 */
export function baseOf(uri = HOME) {
  const base = URL.canParse(uri) ? new URL(uri) : null;
  if (base === null || !/^https?:$/.test(base.protocol)) {
    throw new TypeError(`baseUri: ${uri} (expected: http://host:port or https://host)`);
  }
  return (base.origin + base.pathname).replace(/\/+$/, '');
}

/**
 * Where the app's API is.
 *
 * @param {string} base
 * @param {string} appId
 */
export function appOf(base, appId) {
  return `${base}/v1/${encodeURIComponent(appId)}`;
}

/**
 * @param {{appId: string, userId: string, baseUri: string, idleMillis?: number,
 *   pingMillis?: number}} options
 * @returns {import('./link/link.js').Identity}
 */
export function identityOf({ appId, userId, baseUri, idleMillis, pingMillis }) {
  return {
    uri: `ws${appOf(baseUri, appId).slice('http'.length)}/realtime`,
    userId,
    agent: AGENT,
    idleMillis: idleMillis ?? IDLE_MILLIS,
    pingMillis: pingMillis ?? PING_MILLIS,
  };
}
