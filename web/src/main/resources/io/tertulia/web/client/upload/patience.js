/** So long it is tried again without getting any further, without a line and with a server that cannot. */
const WITHOUT_LINE_MILLIS = 600_000;
const WITH_SERVER_MILLIS = 30_000;

/**
 * How long something that fails is tried again: ten minutes without getting any further while the
 * server cannot be reached, 30 seconds while the server itself says that it is not able to.
 */
export class Patience {
  #now;
  #retry;
  /** @type {number | null} */
  #stuckSince = null;

  /** @param {import('./uploads.js').UploadParts} parts */
  constructor({ environment, timing }) {
    this.#now = environment.now;
    this.#retry = timing.retry();
  }

  /** It got further. */
  renew() {
    this.#stuckSince = null;
    this.#retry.succeeded();
  }

  /**
   * Runs `next` after a while.
   *
   * @param {boolean} said whether the server itself could not do it
   * @param {() => void} next
   * @returns {boolean} false when patience is over
   */
  retry(said, next) {
    const now = this.#now();
    this.#stuckSince ??= now;
    if (now - this.#stuckSince >= (said ? WITH_SERVER_MILLIS : WITHOUT_LINE_MILLIS)) {
      return false;
    }
    this.#retry.failed(next);
    return true;
  }

  stop() {
    this.#retry.stop();
  }
}
