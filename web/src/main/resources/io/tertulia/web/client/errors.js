/**
 * Errors, with a code that says whether to try again.
 *
 * @typedef {'INVALID_ARGUMENT' | 'NOT_FOUND' | 'NOT_PARTICIPANT' | 'PERMISSION_DENIED'
 *   | 'SYNC_DISABLED' | 'LIMIT_EXCEEDED' | 'FILE_REJECTED' | 'UNAUTHENTICATED' | 'TOKEN_EXPIRED'
 *   | 'UNKNOWN_APP' | 'SESSION_CLOSED' | 'SUBSCRIPTION_ENDED' | 'SUPERSEDED' | 'UNAVAILABLE'
 *   | 'INTERNAL'} ErrorCode
 */

const CODES = new Set([
  'INVALID_ARGUMENT', 'NOT_FOUND', 'NOT_PARTICIPANT', 'PERMISSION_DENIED', 'SYNC_DISABLED',
  'LIMIT_EXCEEDED', 'FILE_REJECTED', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNKNOWN_APP',
  'SESSION_CLOSED', 'SUBSCRIPTION_ENDED', 'SUPERSEDED', 'UNAVAILABLE', 'INTERNAL',
]);

const ENDING = new Set(['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNKNOWN_APP', 'SESSION_CLOSED']);

/** What every failing call of this library rejects with. */
export class TalkError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TalkError';
    /** @readonly */
    this.code = code;
  }

  /** Whether the same call may succeed later. */
  get retryable() {
    return this.code === 'UNAVAILABLE';
  }
}

/**
 * Why a line broke, or could not be had.
 *
 * @param {string} why
 */
export function lost(why) {
  return new TalkError('UNAVAILABLE', why);
}

/**
 * The code of that name; INTERNAL for one that is unknown here.
 *
 * @param {string} name
 * @returns {ErrorCode}
 */
export function errorCode(name) {
  return CODES.has(name) ? /** @type {ErrorCode} */ (name) : 'INTERNAL';
}

/**
 * Whether an error of that code ends the session.
 *
 * @param {ErrorCode} code
 */
export function endsSession(code) {
  return ENDING.has(code);
}

/**
 * An argument that is checked at once.
 *
 * @param {string} what
 * @param {unknown} value
 * @returns {string}
 * @throws {TypeError} when it is no text, or empty
 */
export function text(what, value) {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${what}: ${String(value)} (expected: a text that is not empty)`);
  }
  return value;
}

/**
 * Runs a callback of the application. What it throws is reported as uncaught, and disturbs nobody.
 *
 * @param {() => void} callback
 */
export function guard(callback) {
  try {
    callback();
  } catch (thrown) {
    queueMicrotask(() => {
      throw thrown;
    });
  }
}
