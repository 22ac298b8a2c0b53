/** Plain values: frozen, and compared by what they hold. */

/**
 * Freezes a value with all that is in it.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function frozen(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Object.keys(value)) {
      frozen(/** @type {Record<string, unknown>} */ (value)[key]);
    }
  }
  return value;
}

/**
 * Whether two values hold the same. Those that are the same object are not looked into.
 *
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function equal(one, other) {
  if (Object.is(one, other)) {
    return true;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, i) => equal(item, other[i]))
    );
  }
  const a = /** @type {Record<string, unknown>} */ (one);
  const b = /** @type {Record<string, unknown>} */ (other);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}

/**
 * The old value when it holds the same as the new one, so that what did not change keeps its
 * identity.
 *
 * @template T
 * @param {T | undefined} before
 * @param {T} made
 * @returns {T}
 */
export function kept(before, made) {
  return before !== undefined && equal(before, made) ? before : made;
}
