/**
 * @typedef {import('./wanted.js').Watcher} Watcher
 */

/** So many go into one frame. */
export const MAX_IN_FRAME = 1_000;

/** All users that the mirror holds or somebody looks at, followed so that they are always current. */
export class UserFollows {
  #mirror;
  #outlet;
  #retry;
  #touch;
  /** @type {Map<string, Set<Watcher>>} */
  #watchers = new Map();

  /** Named to the server on this line. @type {Set<string>} */
  #followed = new Set();

  /** Of whom the server has told whether they exist. @type {Set<string>} */
  #answered = new Set();
  /** @type {Set<string>} */
  #wanted = new Set();
  /** @type {Map<number, string[]>} */
  #questions = new Map();

  /**
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {import('../link/link.js').Link} outlet
   * @param {import('../link/timing.js').Retry} retry
   * @param {() => void} touch
   */
  constructor(mirror, outlet, retry, touch) {
    this.#mirror = mirror;
    this.#outlet = outlet;
    this.#retry = retry;
    this.#touch = touch;
  }

  /** Whether it is known if that user exists. @param {string} id */
  knows(id) {
    return this.#mirror.users.get(id) !== null || this.#answered.has(id);
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  add(id, watcher) {
    this.#watchers.set(id, (this.#watchers.get(id) ?? new Set()).add(watcher));
    this.want([id]);
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  remove(id, watcher) {
    const left = this.#watchers.get(id);
    if (left?.delete(watcher) && left.size === 0) {
      this.#watchers.delete(id);
    }
  }

  /** These users are to be followed, unless they are. @param {Iterable<string>} ids */
  want(ids) {
    for (const id of ids) {
      if (!this.#followed.has(id)) {
        this.#wanted.add(id);
      }
    }
  }

  /** @param {Iterable<string>} ids */
  refresh(ids) {
    for (const id of ids) {
      [...(this.#watchers.get(id) ?? [])].forEach((watcher) => watcher.refresh());
    }
  }

  ensure() {
    if (!this.#outlet.ready || this.#retry.waiting) {
      return;
    }
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (let i = 0; i < wanted.length; i += MAX_IN_FRAME) {
      this.#ask(wanted.slice(i, i + MAX_IN_FRAME));
    }
  }

  /** @param {any} told */
  told(told) {
    this.#mirror.applyUsers(told);
    const asked = this.#questions.get(told.id);
    if (asked !== undefined) {
      this.#questions.delete(told.id);
      this.#retry.succeeded();
      asked.forEach((id) => this.#answered.add(id));
      this.refresh(asked);
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
      return false;
    }
    this.#questions.delete(id);
    asked.forEach((user) => this.#followed.delete(user));
    if (error.code === 'UNAVAILABLE') {
      asked.forEach((user) => this.#wanted.add(user));
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
    return true;
  }

  /**
   * Follows no longer who is neither looked at nor among these people, and forgets them.
   *
   * @param {Set<string>} people
   */
  retain(people) {
    const kept = new Set([...people, ...this.#watchers.keys()]);
    const gone = [...this.#followed].filter((id) => !kept.has(id));
    for (const ids of [this.#wanted, this.#followed, this.#answered]) {
      for (const id of [...ids]) {
        if (!kept.has(id)) {
          ids.delete(id);
        }
      }
    }
    this.#mirror.users.retain(kept);
    if (gone.length > 0 && this.#outlet.ready) {
      this.#outlet.send({ type: 'unfollow', users: gone });
    }
  }

  lineDown() {
    this.#retry.stop();
    this.#questions.clear();
    this.#followed.forEach((id) => this.#wanted.add(id));
    this.#followed.clear();
    this.#answered.clear();
  }

  /** @param {string[]} ids */
  #ask(ids) {
    ids.forEach((id) => this.#followed.add(id));
    const versions = Object.fromEntries(ids.map((id) => [id, this.#mirror.users.version(id)]));
    const id = this.#outlet.nextId();
    this.#questions.set(id, ids);
    this.#outlet.send({ type: 'followUsers', id, versions });
  }
}
