import { TalkError } from '../errors.js';

const MARGIN_MILLIS = 60_000;
const MARGIN_DIVISOR = 10;
const REPEAT_MILLIS = 10_000;

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
 */
export class Credentials {
  #callbacks;
  #turn;
  #now;
  #renewal;
  #end;
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

  /** Whether a token that the server finds over may be replaced: not the second in a row. */
  get forgivable() {
    return this.renewable && !this.#refused && !this.over;
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
      this.#renewal.ring(life - Math.min(MARGIN_MILLIS, life / MARGIN_DIVISOR), () => this.ask());
      this.#end.ring(life, () =>
        this.#holder.failed(new TalkError('TOKEN_EXPIRED', 'The token ended and no new one came.')),
      );
    }
  }

  /** The line is down or the session over: time no longer counts. */
  rest() {
    this.#renewal.silence();
    this.#end.silence();
  }

  /** Asks for a token, unless somebody has just been asked. */
  ask() {
    const callback = this.#onNeed;
    if (callback !== null) {
      this.#askAgain(callback);
    } else if (this.#fetcher !== null && !this.#fetching) {
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
      if (typeof fresh === 'string' && fresh.trim() !== '') {
        this.accept(fresh);
      } else {
        const what = thrown === undefined ? 'gave no token' : `failed: ${String(thrown)}`;
        this.#holder.failed(new TalkError('UNAUTHENTICATED', `The token fetcher ${what}`, thrown));
      }
    });
  }
}

/** Why a session ends whose token is over. */
export function tokenOver() {
  return new TalkError('TOKEN_EXPIRED', 'The token ended and nobody gives a new one.');
}

/**
 * Shows the server a new token on the open line.
 */
export class Renewal {
  #outlet;
  #credentials;
  #again;
  /** @type {number | null} */
  #question = null;

  /**
   * @param {import('./link.js').Link} outlet
   * @param {Credentials} credentials
   * @param {import('./timing.js').Bell} again
   */
  constructor(outlet, credentials, again) {
    this.#outlet = outlet;
    this.#credentials = credentials;
    this.#again = again;
  }

  /** Shows the token that there is now. */
  begin() {
    this.stop();
    const token = this.#credentials.token;
    if (token !== null && this.#outlet.ready) {
      this.#question = this.#outlet.nextId();
      this.#outlet.send({ type: 'renew', id: this.#question, token });
    }
  }

  /** @param {number | null} id */
  asked(id) {
    return this.#question !== null && this.#question === id;
  }

  /** The server could not look at the token now. */
  refused() {
    this.stop();
    this.#again.ring(REPEAT_MILLIS, () => this.begin());
  }

  /** It was answered, or the line is down. */
  stop() {
    this.#question = null;
    this.#again.silence();
  }
}
