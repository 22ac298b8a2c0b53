/**
 * After so many states and events the mirror is pruned, as some of what they brought is in no window
 * any longer.
 */
const EVERY = 500;

/** @type {Set<string>} */
const NONE = new Set();

/** Makes the mirror as small as what is looked at, now and then. */
export class Pruning {
  #mirror;
  #conversations;
  #users;
  #wanted = false;
  #heard = 0;

  /**
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {Map<string, import('./conversation-follow.js').ConversationFollow>} conversations those
   *   followed by themselves; read only
   * @param {import('./user-follows.js').UserFollows} users
   */
  constructor(mirror, conversations, users) {
    this.#mirror = mirror;
    this.#conversations = conversations;
    this.#users = users;
  }

  /** Something was told. */
  heard() {
    this.#heard++;
  }

  /** Somebody looks no longer. */
  want() {
    this.#wanted = true;
  }

  /** A conversation that stands in the list alone. @param {string} id */
  shrink(id) {
    this.#mirror.prune(id, null, null, NONE, NONE);
  }

  /** Prunes, if it is time for it. */
  settle() {
    if (!this.#wanted && this.#heard < EVERY) {
      return;
    }
    this.#wanted = false;
    this.#heard = 0;
    for (const { id } of this.#mirror.conversations()) {
      const follow = this.#conversations.get(id);
      if (follow) {
        this.#wanted = !follow.prune() || this.#wanted;
      } else {
        this.shrink(id);
      }
    }
    const people = this.#mirror.people();
    for (const follow of this.#conversations.values()) {
      follow.typing.now.userIds.forEach((user) => people.add(user));
    }
    this.#users.retain(people);
  }
}
