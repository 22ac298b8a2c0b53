/**
 * Refs that are found again by their id for as long as somebody holds them.
 *
 * @template {object} R
 */
export class WeakRefs {
  /** @type {Map<string, WeakRef<R>>} */
  #refs = new Map();
  #gone = new FinalizationRegistry((/** @type {string} */ id) => {
    if (this.#refs.get(id)?.deref() === undefined) {
      this.#refs.delete(id);
    }
  });

  /**
   * @param {string} id
   * @param {(id: string) => R} make
   * @returns {R}
   */
  get(id, make) {
    const known = this.#refs.get(id)?.deref();
    if (known !== undefined) {
      return known;
    }
    const made = make(id);
    this.#refs.set(id, new WeakRef(made));
    this.#gone.register(made, id);
    return made;
  }
}
