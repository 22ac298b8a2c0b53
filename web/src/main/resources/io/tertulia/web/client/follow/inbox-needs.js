import { TalkError } from '../errors.js';
import { sameBound } from '../bound.js';

/**
 * @typedef {import('../filter.js').ConversationFilter} ConversationFilter
 *
 * Somebody who looks at the list of conversations, or at those of it that match a filter.
 * @typedef {import('./wanted.js').Watcher & {filter: ConversationFilter | null,
 *   reach: import('../mirror/reach.js').Reach}} InboxWatcher
 */

/** So many different filters are looked through at a time. */
const MAX_FILTERS = 20;

/** At least so many conversations are asked for that match a filter, so that it is asked seldom. */
const MIN_FILTERED = 20;

/**
 * Those who look at the list of conversations, or at those of it that match a filter, and how much
 * more of it they need than the mirror has.
 */
export class InboxNeeds {
  #mirror;
  /** @type {Set<InboxWatcher>} */
  #watchers = new Set();

  /** @param {import('../mirror/mirror.js').Mirror} mirror */
  constructor(mirror) {
    this.#mirror = mirror;
  }

  get any() {
    return this.#watchers.size > 0;
  }

  /** Whether somebody looks through a filter. */
  get filtered() {
    return this.#filters().length > 0;
  }

  get watchers() {
    return [...this.#watchers];
  }

  /** Adds one who looks, or fails it when that is one filter too many. @param {InboxWatcher} watcher */
  add(watcher) {
    const filters = this.#filters().map((filter) => JSON.stringify(filter));
    const { filter } = watcher;
    const another = filter !== null && !filters.includes(JSON.stringify(filter));
    if (another && filters.length >= MAX_FILTERS) {
      const expected = `at most ${MAX_FILTERS} different ones`;
      watcher.fail(new TalkError('LIMIT_EXCEEDED', `filters: one more (expected: ${expected})`));
      return;
    }
    this.#watchers.add(watcher);
  }

  /** Removes one who looks; false when it did not. @param {InboxWatcher} watcher */
  remove(watcher) {
    const removed = this.#watchers.delete(watcher);
    this.#mirror.retainLists(this.#filters());
    return removed;
  }

  /** Whether some list is known less far than it is looked at. */
  get lacking() {
    return this.missing(null) > 0 || this.#filters().some((filter) => this.missing(filter) > 0);
  }

  /**
   * How many more conversations are looked at than are known.
   *
   * @param {ConversationFilter | null} filter null for the whole list
   */
  missing(filter) {
    const shelf = this.#mirror.list(filter);
    const key = JSON.stringify(filter);
    return this.watchers
      .filter((watcher) => JSON.stringify(watcher.filter) === key)
      .reduce((most, watcher) => Math.max(most, watcher.reach.missing(shelf)), 0);
  }

  /** What to ask the server for of the filtered lists. */
  filteredLists() {
    return this.#filters().map((filter) => {
      const missing = this.missing(filter);
      const more = missing === 0 ? 0 : Math.max(missing, MIN_FILTERED);
      return { filter, from: this.#mirror.list(filter).from ?? undefined, more };
    });
  }

  /**
   * Takes the bounds of the filtered lists that were asked for; says whether one moved.
   *
   * @param {{filter: ConversationFilter, from?: import('../bound.js').Bound}[]} asked
   * @param {import('../bound.js').Bound[]} bounds
   */
  told(asked, bounds) {
    let moved = false;
    asked.slice(0, bounds.length).forEach(({ filter, from }, i) => {
      this.#mirror.filteredTold(filter, bounds[i]);
      moved ||= !sameBound(bounds[i], from ?? null);
    });
    return moved;
  }

  #filters() {
    /** @type {Map<string, ConversationFilter>} */
    const filters = new Map();
    for (const { filter } of this.#watchers) {
      if (filter !== null) {
        filters.set(JSON.stringify(filter), filter);
      }
    }
    return [...filters.values()];
  }
}
