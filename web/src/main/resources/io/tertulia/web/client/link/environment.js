/**
 * What a session takes from the machine it runs on; tests give it time, chance and lines of their
 * own.
 *
 * @typedef {{
 *   now: () => number,
 *   random: () => number,
 *   after: (millis: number, task: () => void) => (() => void),
 *   socket: (uri: string) => WebSocket,
 *   request: () => XMLHttpRequest,
 *   key: () => string,
 *   onNetwork: (listener: (online: boolean) => void) => (() => void),
 * }} Environment
 *   - now: milliseconds since 1970
 *   - random: from 0 to below 1
 *   - after: runs something later; gives a function that prevents it
 *   - key: 32 hexadecimal digits that nobody can guess
 *   - onNetwork: tells when the machine gets a network, comes back from sleep or into sight (true),
 *     or loses its network (false); gives a function that ends that
 */

const KEY_BYTES = 16;

/** A timer of the browser that is set for longer, such as for the end of a token, rings at once. */
const LONGEST_TIMER = 0x7fffffff;

/** 32 hexadecimal digits that nobody can guess. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The browser as it is. @returns {Environment} */
export function realEnvironment() {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    after: (millis, task) => {
      /** @type {ReturnType<typeof setTimeout>} */
      let timer;
      const wait = (/** @type {number} */ left) => {
        const step = Math.min(left, LONGEST_TIMER);
        timer = setTimeout(() => (left > step ? wait(left - step) : task()), step);
      };
      wait(millis);
      return () => clearTimeout(timer);
    },
    socket: (uri) => new WebSocket(uri),
    request: () => new XMLHttpRequest(),
    key: newKey,
    onNetwork: (listener) => {
      const ended = new AbortController();
      const { signal } = ended;
      globalThis.addEventListener?.('online', () => listener(true), { signal });
      globalThis.addEventListener?.('offline', () => listener(false), { signal });
      const seen = () => document.visibilityState === 'visible' && listener(true);
      globalThis.document?.addEventListener('visibilitychange', seen, { signal });
      globalThis.document?.addEventListener('resume', () => listener(true), { signal });
      return () => ended.abort();
    },
  };
}
