import { guard } from './errors.js';

/**
 * How the line to the server stands.
 *
 * @typedef {'idle' | 'connecting' | 'connected' | 'offline' | 'closed'} ConnectionState
 *
 * Why there is no line although one is wanted, and when the next attempt begins, in milliseconds
 * since 1970; nothing has failed by it.
 * @typedef {import('./link/timing.js').Outage} Outage
 *
 * @typedef {(state: ConnectionState, outage: Outage | null) => void} ConnectionListener
 * @typedef {{state: ConnectionState, outage: Outage | null}} News
 */

/** What the states of a link mean to those who only want to know whether there is a line. @type {Record<string, ConnectionState>} */
const MEANING = { rest: 'idle', ready: 'connected', waiting: 'offline', ended: 'closed' };

/** Tells how the line stands to those who want to know. */
export class ConnectionNews {
  #callbacks;
  /** @type {Set<Ear>} */
  #ears = new Set();
  /** @type {News} */
  #now = { state: 'idle', outage: null };

  /** @param {import('./turn.js').Turn} callbacks */
  constructor(callbacks) {
    this.#callbacks = callbacks;
  }

  /**
   * Tells how the line stands now, soon, and whenever that changes.
   *
   * @param {ConnectionListener} listener
   */
  add(listener) {
    const ear = new Ear(listener, this.#callbacks);
    this.#ears.add(ear);
    ear.offer(this.#now);
    return {
      unsubscribe: () => {
        this.#ears.delete(ear);
        ear.close();
      },
    };
  }

  /** Looks at the line, which may have changed. @param {import('./link/link.js').Link} link */
  look(link) {
    const state = MEANING[link.state] ?? 'connecting';
    const outage = state === 'offline' ? link.outage : null;
    if (state !== this.#now.state || outage !== this.#now.outage) {
      const news = { state, outage };
      this.#now = news;
      this.#ears.forEach((ear) => ear.offer(news));
    }
  }
}

/** One who wants to know: hears the newest, and never the same twice. */
class Ear {
  #listener;
  #callbacks;
  /** @type {News | null} */
  #waiting = null;
  /** @type {News | null} */
  #heard = null;
  #closed = false;

  /**
   * @param {ConnectionListener} listener
   * @param {import('./turn.js').Turn} callbacks
   */
  constructor(listener, callbacks) {
    this.#listener = listener;
    this.#callbacks = callbacks;
  }

  /** @param {News} news */
  offer(news) {
    const behind = this.#waiting !== null;
    this.#waiting = news;
    if (!behind) {
      this.#callbacks.execute(() => this.#tell());
    }
  }

  close() {
    this.#closed = true;
  }

  #tell() {
    const news = this.#waiting;
    this.#waiting = null;
    if (news !== null && news !== this.#heard && !this.#closed) {
      this.#heard = news;
      guard(() => this.#listener(news.state, news.outage));
    }
  }
}
