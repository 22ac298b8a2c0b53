/**
 * Where an item stands in a list that runs from the newest to the oldest, and where a window ends.
 *
 * @typedef {{readonly at: number, readonly id: string}} Bound
 */

/** Below all items. @type {Bound} */
export const EVERYTHING = Object.freeze({ at: -9007199254740991, id: '' });

/** Above all items. @type {Bound} */
export const NOTHING = Object.freeze({ at: 9007199254740991, id: '' });

/**
 * Negative when `one` is nearer to the top of the list.
 *
 * @param {Bound} one
 * @param {Bound} other
 */
export function compare(one, other) {
  if (one.at !== other.at) {
    return other.at - one.at;
  }
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}

/**
 * Whether an item is at or above a bound.
 *
 * @param {Bound} bound
 * @param {Bound} item
 */
export function holds(bound, item) {
  return compare(item, bound) <= 0;
}

/**
 * Whether a bound is below everything.
 *
 * @param {Bound} bound
 */
export function isEverything(bound) {
  return bound.at <= EVERYTHING.at;
}

/**
 * Whether two bounds are the same, or both none.
 *
 * @param {Bound | null} one
 * @param {Bound | null} other
 */
export function sameBound(one, other) {
  return one === other || (one !== null && other !== null && compare(one, other) === 0);
}
