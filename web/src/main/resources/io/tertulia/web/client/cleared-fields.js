/**
 * A change that resets properties: by their names, or one entry of one by a dot and its key, such as
 * `custom.color`.
 *
 * @param {readonly string[]} names
 * @returns {Record<string, any>}
 */
export function cleared(names) {
  /** @type {Record<string, any>} */
  const change = {};
  for (const name of names) {
    const dot = name.indexOf('.');
    if (dot < 0) {
      change[name] = null;
    } else if (change[name.slice(0, dot)] !== null) {
      const entries = name.slice(0, dot);
      change[entries] = { ...change[entries], [name.slice(dot + 1)]: null };
    }
  }
  return change;
}
