/** @typedef {import('../frames.js').UserFact} UserFact */

/** The users who are known. */
export class Users {
  /** @type {Map<string, UserFact>} */
  #byId = new Map();

  /** @type {Set<string>} */
  #changed = new Set();

  /** Users who were there: what is older than this is told too late. @type {Map<string, number>} */
  #ended = new Map();

  /**
   * @param {string} id
   * @returns {UserFact | null}
   */
  get(id) {
    return this.#byId.get(id) ?? null;
  }

  /**
   * The version known of a user, 0 for none.
   *
   * @param {string} id
   */
  version(id) {
    return this.#byId.get(id)?.version ?? 0;
  }

  /**
   * Takes a user, if it is newer.
   *
   * @param {UserFact} fact
   */
  put(fact) {
    if (fact.version > this.version(fact.id) && fact.version >= (this.#ended.get(fact.id) ?? 0)) {
      this.#byId.set(fact.id, fact);
      this.#changed.add(fact.id);
    }
  }

  /**
   * Takes that a user is no longer there, as far as it is known in older versions than this one:
   * somebody else may have the id since.
   *
   * @param {string} id
   * @param {number} version
   */
  end(id, version) {
    this.#ended.set(id, Math.max(version, this.#ended.get(id) ?? 0));
    const known = this.#byId.get(id);
    if (known !== undefined && known.version < version) {
      this.#byId.delete(id);
      this.#changed.add(id);
    }
  }

  /** The users who changed since this was last asked. */
  takeChanged() {
    const taken = this.#changed;
    this.#changed = new Set();
    return taken;
  }

  /**
   * Forgets all others.
   *
   * @param {Set<string>} ids
   */
  retain(ids) {
    for (const known of [this.#byId, this.#ended]) {
      for (const id of [...known.keys()]) {
        if (!ids.has(id)) {
          known.delete(id);
        }
      }
    }
  }
}
