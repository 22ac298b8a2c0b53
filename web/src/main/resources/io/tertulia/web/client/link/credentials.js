import { TalkError } from '../errors.js';

const MARGIN_MILLIS = 60_000;
const MARGIN_DIVISOR = 10;

/** So long after a token was asked for, it is asked for again. */
export const REPEAT_MILLIS = 10_000;

/** So long a fetcher that fails is asked again. */
const FAILING_MILLIS = 600_000;

/**
 * Who wants the token.
 *
 * @typedef {{arrived: () => void, failed: (error: TalkError) => void}} Holder
 */

/**
 * The token of a session and where the next one comes from.
 *
 * On an open line a new one is asked for 60 seconds before the token ends, or a tenth of its life
 * if that is shorter, at most every ten seconds; one that ends without a successor ends the
 * session. Without a line nobody is asked until there is need.
 *
 * A page sleeps with its machine, or because nobody looks at it, and may wake when its token is over
 * already: then too there is as much time to bring another. And its fetcher may fail only because
 * there is no network, so it is asked again.
 */
export class Credentials {
  #callbacks;
  #turn;
  #now;
  #renewal;
  #end;
  #retry;
  #holder;
  #fetcher;
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {(() => void) | null} */
  #onNeed = null;
  /** @type {string | null} */
  #token;

  /** By this machine's clock; null when the token never ends, or nobody has said. @type {number | null} */
  #endsAt = null;

  /** When the next token was first asked for, as this one ends. @type {number | null} */
  #askedAt = null;

  /** How long there is to bring the next one. */
  #margin = 0;

  /** Since when the fetcher has failed. @type {number | null} */
  #failingSince = null;

  /** Says that the server refused this token, or one of those before it since it last took one. */
  #refused = false;
  #fetching = false;
  /** @type {number | null} */
  #lastAsked = null;

  /**
   * @param {{turn: import('../turn.js').Turn, callbacks: import('../turn.js').Turn,
   *   timing: import('./timing.js').Timing, now: () => number, token: string | null,
   *   fetcher: (() => string | Promise<string>) | null}} parts
   * @param {Holder} holder
   */
  constructor(parts, holder) {
    this.#turn = parts.turn;
    this.#callbacks = parts.callbacks;
    this.#now = parts.now;
    this.#renewal = parts.timing.bell();
    this.#end = parts.timing.bell();
    this.#retry = parts.timing.retry();
    this.#token = parts.token;
    this.#fetcher = parts.fetcher;
    this.#holder = holder;
  }

  /** The token that there is; null for none. */
  get token() {
    return this.#token;
  }

  /** Whether somebody can be asked for a token. */
  get renewable() {
    return this.#onNeed !== null || this.#fetcher !== null;
  }

  /**
   * Whether a hello can be said: with a token that is not known to be over, or without where none
   * is to be had.
   */
  get ready() {
    return this.#token === null ? !this.renewable : !this.over;
  }

  /** Whether the token is known to be over. */
  get over() {
    return this.#endsAt !== null && this.#endsAt <= this.#now();
  }

  /**
   * Whether a token that the server finds over may be replaced: not the second in a row, and not one
   * for which there was time.
   */
  get forgivable() {
    return this.renewable && !this.#refused && (!this.over || this.#left > 0);
  }

  /** How long there still is to bring another token, once this one is over. */
  get #left() {
    return this.#askedAt === null ? this.#margin : this.#askedAt + this.#margin - this.#now();
  }

  /**
   * Runs something with a token that is not known to be over, or without where none is to be had:
   * at once, or when one has come. When none will come, the session fails.
   *
   * @param {() => void} then
   */
  whenReady(then) {
    if (this.ready) {
      then();
      return;
    }
    this.#waiting.push(then);
    if (this.renewable) {
      this.ask();
    } else {
      this.#holder.failed(tokenOver());
    }
  }

  /**
   * The callback that is to bring a token by `accept`; it takes the place of the fetcher.
   *
   * @param {(() => void) | null} callback
   */
  onNeed(callback) {
    this.#onNeed = callback;
    this.#lastAsked = null;
  }

  /**
   * A new token, which takes the place of the old one.
   *
   * @param {string} fresh
   */
  accept(fresh) {
    this.#token = fresh;
    this.#endsAt = null;
    this.#lastAsked = null;
    this.rest();
    this.#holder.arrived();
    const ready = this.#waiting;
    this.#waiting = [];
    ready.forEach((then) => then());
  }

  /** The server says that the token is over. */
  refused() {
    this.#refused = true;
    this.#endsAt = this.#now();
  }

  /**
   * The server took that token beside the line, so nothing is known of its end.
   *
   * @param {string | null} used null when there was none
   */
  worked(used) {
    if (used === this.#token) {
      this.#refused = false;
    }
  }

  /**
   * The server took the token.
   *
   * @param {number | null} endsAt by this machine's clock
   */
  accepted(endsAt) {
    this.rest();
    this.#refused = false;
    this.#endsAt = endsAt;
    if (endsAt !== null) {
      const life = endsAt - this.#now();
      this.#margin = Math.min(MARGIN_MILLIS, life / MARGIN_DIVISOR);
      this.#renewal.ring(life - this.#margin, () => {
        this.#askedAt = this.#now();
        this.ask();
      });
      this.#end.ring(life, () => this.#expire());
    }
  }

  /** The line is down or the session over: time no longer counts. */
  rest() {
    this.#renewal.silence();
    this.#end.silence();
    this.#askedAt = null;
  }

  /** The session is over: nobody is asked any longer. */
  stop() {
    this.rest();
    this.#retry.stop();
    this.#onNeed = null;
    this.#fetcher = null;
  }

  /** Asks for a token, unless somebody has just been asked. */
  ask() {
    const callback = this.#onNeed;
    if (callback !== null) {
      this.#askAgain(callback);
    } else if (this.#fetcher !== null && !this.#fetching && !this.#retry.waiting) {
      this.#fetching = true;
      const fetcher = this.#fetcher;
      this.#callbacks.execute(() => this.#fetch(fetcher));
    }
  }

  /** @param {() => void} callback */
  #askAgain(callback) {
    const now = this.#now();
    let next = this.#lastAsked === null ? now : this.#lastAsked + REPEAT_MILLIS;
    if (next <= now) {
      this.#lastAsked = now;
      next = now + REPEAT_MILLIS;
      this.#callbacks.execute(callback);
    }
    this.#renewal.ring(next - now, () => this.ask());
  }

  /** @param {() => string | Promise<string>} fetcher */
  async #fetch(fetcher) {
    let fresh = '';
    /** @type {unknown} */
    let thrown;
    try {
      fresh = await fetcher();
    } catch (e) {
      thrown = e;
    }
    this.#turn.execute(() => {
      this.#fetching = false;
      if (thrown !== undefined && this.#patient()) {
        console.warn('Tertulia: the token fetcher failed, and is asked again', thrown);
        this.#retry.failed(() => this.ask());
      } else if (typeof fresh === 'string' && fresh.trim() !== '') {
        this.#failingSince = null;
        this.#retry.succeeded();
        this.accept(fresh);
      } else {
        const what = thrown === undefined ? 'gave no token' : `failed: ${String(thrown)}`;
        this.#holder.failed(new TalkError('UNAUTHENTICATED', `The token fetcher ${what}`, thrown));
      }
    });
  }

  #patient() {
    const now = this.#now();
    this.#failingSince ??= now;
    return this.#fetcher !== null && now - this.#failingSince < FAILING_MILLIS;
  }

  #expire() {
    if (this.renewable && this.#left > 0) {
      this.#end.ring(this.#left, () => this.#expire());
    } else {
      this.#holder.failed(new TalkError('TOKEN_EXPIRED', 'The token ended and no new one came.'));
    }
  }
}

/** Why a session ends whose token is over. */
export function tokenOver() {
  return new TalkError('TOKEN_EXPIRED', 'The token ended and nobody gives a new one.');
}
