/** What `/metrics` tells, and what follows from two looks at it. */

const LINE = /^([a-z_]+)(?:\{([a-z]+)="([^"]*)"\})? (\S+)$/;

/** One look: figures by name, and by label where they have one. */
export class Look {
  /** @type {Map<string, Map<string, number>>} */
  #figures = new Map();

  /**
   * @param {string} text as Prometheus reads it
   * @param {number} at milliseconds since 1970
   */
  constructor(text, at) {
    this.at = at;
    for (const line of text.split('\n')) {
      const found = LINE.exec(line);
      if (found) {
        const [, name, , label = '', value] = found;
        const family = this.#figures.get(name) ?? new Map();
        family.set(label, Number(value));
        this.#figures.set(name, family);
      }
    }
  }

  /** A figure, or the sum of those that differ in their label; 0 for what never happened. @param {string} name */
  value(name) {
    let sum = 0;
    for (const value of this.#figures.get(name)?.values() ?? []) {
      sum += value;
    }
    return sum;
  }

  /** Figures by their label. @param {string} name @returns {ReadonlyMap<string, number>} */
  labelled(name) {
    return this.#figures.get(name) ?? new Map();
  }
}

/**
 * How often something happens a second.
 *
 * @param {Look} before
 * @param {Look} now
 * @param {string[]} names all of them together
 */
export function rate(before, now, ...names) {
  const seconds = (now.at - before.at) / 1000;
  let more = 0;
  for (const name of names) {
    more += now.value(name) - before.value(name);
  }
  // A server that was started anew begins at nothing.
  return seconds > 0 && more >= 0 ? more / seconds : 0;
}

/**
 * Within how many seconds a share of what happened between two looks was done; null when nothing
 * happened. Exact to the buckets of the histogram.
 *
 * @param {Look} before
 * @param {Look} now
 * @param {string} name
 * @param {number} share such as 0.99
 * @returns {number | null}
 */
export function within(before, now, name, share) {
  const earlier = before.labelled(`${name}_bucket`);
  const buckets = [...now.labelled(`${name}_bucket`)]
    .map(([bound, count]) => ({
      bound: bound === '+Inf' ? Infinity : Number(bound),
      count: count - (earlier.get(bound) ?? 0),
    }))
    .sort((a, b) => a.bound - b.bound);
  const all = buckets.at(-1)?.count ?? 0;
  if (all <= 0) {
    return null;
  }
  const wanted = all * share;
  let lower = { bound: 0, count: 0 };
  for (const bucket of buckets) {
    if (bucket.count >= wanted) {
      if (bucket.bound === Infinity) {
        return lower.bound;
      }
      const inside = (wanted - lower.count) / (bucket.count - lower.count);
      return lower.bound + (bucket.bound - lower.bound) * inside;
    }
    lower = bucket;
  }
  return lower.bound;
}
