/**
 * @typedef {import('./environment.js').Environment} Environment
 *
 * That there is no line, although one is wanted: when the next attempt begins, in milliseconds since
 * 1970 by this machine's clock, and why the last line broke, or could not be had.
 * @typedef {Readonly<{until: number, cause: import('../errors.js').TalkError}>} Outage
 */

const FIRST = 100;
const MAX = 10_000;
const MAX_DOUBLINGS = 7;
const EASED = 4;
const GOOD_MILLIS = 5_000;

/** A timer that rings on the turn, at most once for each time it is set. */
export class Bell {
  #turn;
  #environment;
  /** @type {(() => void) | null} */
  #cancel = null;

  /**
   * @param {import('../turn.js').Turn} turn
   * @param {Environment} environment
   */
  constructor(turn, environment) {
    this.#turn = turn;
    this.#environment = environment;
  }

  get isSet() {
    return this.#cancel !== null;
  }

  /**
   * Rings after that many milliseconds, and no longer when it was to ring before.
   *
   * @param {number} millis
   * @param {() => void} task
   */
  ring(millis, task) {
    this.silence();
    const cancel = this.#environment.after(Math.max(0, millis), () =>
      this.#turn.execute(() => {
        if (this.#cancel === cancel) {
          this.#cancel = null;
          task();
        }
      }),
    );
    this.#cancel = cancel;
  }

  silence() {
    this.#cancel?.();
    this.#cancel = null;
  }
}

/**
 * How long to wait before the next attempt: a random time between nothing and a limit that doubles
 * with each failure (full jitter), so that clients who lost the same server do not come back
 * together.
 */
export class Backoff {
  #random;
  #failures = 0;

  /** @param {() => number} random */
  constructor(random) {
    this.#random = random;
  }

  /** Counts a failure and says how many milliseconds to wait. */
  next() {
    const limit = Math.min(MAX, FIRST * 2 ** Math.min(this.#failures, MAX_DOUBLINGS));
    this.#failures++;
    return Math.floor(this.#random() * limit);
  }

  /** It went well for once: the next wait is at most 1.6 seconds. */
  ease() {
    this.#failures = Math.min(this.#failures, EASED);
  }

  reset() {
    this.#failures = 0;
  }
}

/** Waits between attempts at something that failed, longer each time. */
export class Retry {
  #backoff;
  #bell;

  /**
   * @param {Backoff} backoff
   * @param {Bell} bell
   */
  constructor(backoff, bell) {
    this.#backoff = backoff;
    this.#bell = bell;
  }

  /** Whether the next attempt must wait. */
  get waiting() {
    return this.#bell.isSet;
  }

  /**
   * It failed: `again` runs after a while. While a wait goes on, nothing happens.
   *
   * @param {() => void} again
   */
  failed(again) {
    if (!this.#bell.isSet) {
      this.#bell.ring(this.#backoff.next(), again);
    }
  }

  /** It went well: the next wait is a short one. */
  succeeded() {
    this.#backoff.reset();
  }

  /** Gives up a wait. */
  stop() {
    this.#bell.silence();
  }
}

/**
 * When to come back after a line broke.
 *
 * Waits grow with every attempt that fails. A welcome makes the next one short, and a line that
 * held for five seconds the shortest: who is cut off again and again comes back soon each time. It
 * is not the shortest at once, so that a server that welcomes everybody and then drops them is not
 * overrun.
 */
export class Comeback {
  #backoff;
  #now;
  #bell;
  /** @type {(() => void) | null} */
  #again = null;
  /** @type {number | null} */
  #welcomedAt = null;

  /** Null before the first break. @type {Outage | null} */
  outage = null;

  /**
   * @param {Backoff} backoff
   * @param {() => number} now
   * @param {Bell} bell
   */
  constructor(backoff, now, bell) {
    this.#backoff = backoff;
    this.#now = now;
    this.#bell = bell;
  }

  /** The server has welcomed us. */
  welcomed() {
    this.#welcomedAt = this.#now();
    this.#backoff.ease();
  }

  /**
   * The line broke.
   *
   * @param {import('../errors.js').TalkError} cause
   * @param {() => void} again runs after a while
   */
  after(cause, again) {
    const now = this.#now();
    if (this.#welcomedAt !== null && now - this.#welcomedAt >= GOOD_MILLIS) {
      this.#backoff.reset();
    }
    this.#welcomedAt = null;
    this.#again = again;
    const wait = this.#backoff.next();
    this.outage = Object.freeze({ until: now + wait, cause });
    this.#bell.ring(wait, again);
  }

  /** There is a network again: no longer waits. */
  hurry() {
    if (this.#bell.isSet && this.#again !== null) {
      this.#bell.ring(0, this.#again);
    }
  }

  /** No line is wanted. */
  rest() {
    this.#bell.silence();
    this.#welcomedAt = null;
    this.#backoff.reset();
  }
}

/** Makes what waits, for one session. */
export class Timing {
  #turn;
  #environment;

  /**
   * @param {import('../turn.js').Turn} turn
   * @param {Environment} environment
   */
  constructor(turn, environment) {
    this.#turn = turn;
    this.#environment = environment;
  }

  bell() {
    return new Bell(this.#turn, this.#environment);
  }

  /** Waits between attempts, none yet. */
  retry() {
    return new Retry(this.#backoff(), this.bell());
  }

  comeback() {
    return new Comeback(this.#backoff(), this.#environment.now, this.bell());
  }

  #backoff() {
    return new Backoff(this.#environment.random);
  }
}
