import { MAX_IN_FRAME } from './user-follows.js';

/** @typedef {import('./wanted.js').Watcher} Watcher */

/**
 * The users of whom somebody wants to see whether they are online.
 *
 * What was told last stays while the line is down, and is told anew behind that.
 */
export class OnlineFollows {
  #outlet;
  #retry;
  #touch;
  /** @type {Map<string, Set<Watcher>>} */
  #watchers = new Map();
  /** @type {Map<string, boolean>} */
  #told = new Map();

  /** Named to the server on this line. @type {Set<string>} */
  #followed = new Set();
  /** @type {Map<number, string[]>} */
  #questions = new Map();

  /** Whether it may differ who is followed and who is looked at. */
  #unsettled = false;

  /**
   * @param {import('../link/link.js').Link} outlet
   * @param {import('../link/timing.js').Retry} retry
   * @param {() => void} touch
   */
  constructor(outlet, retry, touch) {
    this.#outlet = outlet;
    this.#retry = retry;
    this.#touch = touch;
  }

  /** Whether that user is online; null when nobody has said. @param {string} id */
  online(id) {
    return this.#told.get(id) ?? null;
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  add(id, watcher) {
    this.#watchers.set(id, (this.#watchers.get(id) ?? new Set()).add(watcher));
    this.#unsettled = true;
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  remove(id, watcher) {
    const left = this.#watchers.get(id);
    if (left?.delete(watcher) && left.size === 0) {
      this.#watchers.delete(id);
      this.#unsettled = true;
    }
  }

  /** Asks for those who are looked at, and no longer for others. */
  ensure() {
    if (!this.#unsettled || !this.#outlet.ready || this.#retry.waiting) {
      return;
    }
    this.#unsettled = false;
    for (const id of [...this.#told.keys()]) {
      if (!this.#watchers.has(id)) {
        this.#told.delete(id);
      }
    }
    const gone = [...this.#followed].filter((id) => !this.#watchers.has(id));
    if (gone.length > 0) {
      gone.forEach((id) => this.#followed.delete(id));
      this.#outlet.send({ type: 'unfollow', online: gone });
    }
    const wanted = [...this.#watchers.keys()].filter((id) => !this.#followed.has(id));
    for (let i = 0; i < wanted.length; i += MAX_IN_FRAME) {
      this.#ask(wanted.slice(i, i + MAX_IN_FRAME));
    }
  }

  /** @param {any} frame */
  told(frame) {
    if (this.#questions.delete(frame.id)) {
      this.#retry.succeeded();
    }
    for (const [id, online] of Object.entries(frame.users)) {
      if (this.#watchers.has(id)) {
        this.#told.set(id, online);
        [...(this.#watchers.get(id) ?? [])].forEach((watcher) => watcher.refresh());
      }
    }
  }

  /**
   * Takes a refusal if it answers what was asked here.
   *
   * @param {number} id
   * @param {import('../errors.js').TalkError} error
   */
  refused(id, error) {
    const asked = this.#questions.get(id);
    if (asked === undefined) {
      return;
    }
    this.#questions.delete(id);
    asked.forEach((user) => this.#followed.delete(user));
    this.#unsettled = true;
    if (error.code === 'UNAVAILABLE') {
      this.#retry.failed(this.#touch);
    } else if (asked.length > 1) {
      // Perhaps it is because of one of them.
      const half = asked.length >> 1;
      this.#ask(asked.slice(0, half));
      this.#ask(asked.slice(half));
    } else {
      for (const user of asked) {
        const ended = this.#watchers.get(user) ?? [];
        this.#watchers.delete(user);
        ended.forEach((watcher) => watcher.fail(error));
      }
    }
  }

  lineDown() {
    this.#retry.stop();
    this.#questions.clear();
    this.#followed.clear();
    this.#unsettled = true;
  }

  /** @param {string[]} ids */
  #ask(ids) {
    const id = this.#outlet.nextId();
    ids.forEach((user) => this.#followed.add(user));
    this.#questions.set(id, ids);
    this.#outlet.send({ type: 'followOnline', id, users: ids });
  }
}
