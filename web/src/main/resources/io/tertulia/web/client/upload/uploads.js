import { TalkError, guard } from '../errors.js';
import { Lookup } from './lookup.js';
import { Upload } from './upload.js';

/**
 * @typedef {{signal?: AbortSignal, onProgress?: (sentBytes: number, totalBytes: number) => void}}
 *   UploadOptions
 *
 * @typedef {{turn: import('../turn.js').Turn, callbacks: import('../turn.js').Turn,
 *   timing: import('../link/timing.js').Timing,
 *   environment: import('../link/environment.js').Environment,
 *   credentials: import('../link/credentials.js').Credentials, app: string,
 *   userId: string}} UploadParts
 */

/** So many uploads are under way at a time. */
const AT_A_TIME = 3;

/** So many more may wait; the next one fails with LIMIT_EXCEEDED. */
const MAX_WAITING = 1_000;

/**
 * What one session does over HTTP: its uploads, some at a time and the others in the order in which
 * they were asked for, and its questions for addresses. It needs no socket and opens none.
 */
export class Uploads {
  #parts;
  #session;
  /** @type {Upload[]} */
  #waiting = [];
  /** @type {Set<Upload>} */
  #begun = new Set();
  /** @type {Set<Lookup>} */
  #lookups = new Set();

  /**
   * @param {UploadParts} parts
   * @param {{failed: (error: TalkError) => void}} session
   */
  constructor(parts, session) {
    this.#parts = parts;
    this.#session = session;
  }

  /**
   * Begins an upload, or lets it wait.
   *
   * @param {Blob} data
   * @param {Record<string, any>} details
   * @param {UploadOptions} options
   * @param {PromiseWithResolvers<string>} promise
   */
  begin(data, details, { signal, onProgress }, promise) {
    if (this.#waiting.length >= MAX_WAITING) {
      const found = `${this.#waiting.length} uploads wait`;
      promise.reject(new TalkError('LIMIT_EXCEEDED', `${found} (expected: at most ${MAX_WAITING})`));
      return;
    }
    const over = new AbortController();
    const upload = new Upload(this.#parts, data, details, {
      progress: (sent) => this.#tell(onProgress, sent, data.size),
      done: (token) => {
        over.abort();
        promise.resolve(token);
        this.#over(upload);
      },
      failed: (error) => {
        over.abort();
        promise.reject(error);
        this.#over(upload);
      },
      dismissed: (error) => this.#session.failed(error),
    });
    const cancel = () => upload.end(new TalkError('SUPERSEDED', 'The upload was cancelled.'));
    const aborted = () => this.#parts.turn.execute(cancel);
    signal?.addEventListener('abort', aborted, { once: true, signal: over.signal });
    this.#waiting.push(upload);
    if (signal?.aborted) {
      cancel();
    }
    this.#next();
  }

  /**
   * Asks where a file can be downloaded now.
   *
   * @param {string} fileToken
   * @param {(url: string) => string} reached by which address the client reaches what the server
   *   names
   * @param {PromiseWithResolvers<string>} promise
   */
  url(fileToken, reached, promise) {
    const lookup = new Lookup(this.#parts, fileToken, {
      found: (url) => {
        this.#lookups.delete(lookup);
        promise.resolve(reached(url));
      },
      failed: (error) => {
        this.#lookups.delete(lookup);
        promise.reject(error);
      },
      dismissed: (error) => this.#session.failed(error),
    });
    this.#lookups.add(lookup);
    lookup.begin();
  }

  /** Ends everything for that reason. @param {TalkError} error */
  end(error) {
    [...this.#waiting, ...this.#begun].forEach((upload) => upload.end(error));
    [...this.#lookups].forEach((lookup) => lookup.end(error));
  }

  /**
   * @param {((sentBytes: number, totalBytes: number) => void) | undefined} listener
   * @param {number} sent
   * @param {number} total
   */
  #tell(listener, sent, total) {
    if (listener) {
      this.#parts.callbacks.execute(() => guard(() => listener(sent, total)));
    }
  }

  /** @param {Upload} upload */
  #over(upload) {
    this.#waiting = this.#waiting.filter((other) => other !== upload);
    this.#begun.delete(upload);
    this.#next();
  }

  #next() {
    while (this.#begun.size < AT_A_TIME && this.#waiting.length > 0) {
      const upload = /** @type {Upload} */ (this.#waiting.shift());
      this.#begun.add(upload);
      upload.begin();
    }
  }
}
