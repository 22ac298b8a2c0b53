/**
 * Sits at devices by the browser client: does what it is asked by one stream of events, and tells
 * what comes of it. A snapshot is told once, and named by its number from then on.
 */
const { getTalkSession } = await import(new URLSearchParams(location.search).get('client'));

/** @type {Map<number, Seat>} */
const seats = new Map();

/** What is not told yet. @type {any[]} */
let outbox = [];
let telling = false;

/** @param {any} what */
function tell(what) {
  outbox.push(what);
  if (!telling) {
    telling = true;
    void tellAll();
  }
}

/** One after the other, so that all is heard in order. */
async function tellAll() {
  while (outbox.length > 0) {
    const body = JSON.stringify(outbox);
    outbox = [];
    await fetch('/told', { method: 'POST', body });
  }
  telling = false;
}

/** @param {any} error */
function refusal(error) {
  return { code: error?.code ?? 'INTERNAL', message: String(error?.stack ?? error) };
}

class Seat {
  #number;
  #session;
  /** @type {Map<number, any>} */
  #watches = new Map();
  /** @type {WeakMap<object, number>} */
  #known = new WeakMap();
  #drawn = 0;

  /**
   * @param {number} number
   * @param {any} options
   */
  constructor(number, options) {
    this.#number = number;
    this.#session = getTalkSession({ ...options, forceNew: true });
    this.#session.onError((/** @type {any} */ error) => tell({ seat: number, over: refusal(error) }));
  }

  /** Calls a method of a ref, which is found by its path. @param {any} asked */
  async call({ call, on, method, args }) {
    await this.#answer(call, async () => this.#at(on)[method](...args));
  }

  /** @param {any} asked */
  async upload({ call, text }) {
    const blob = new Blob([text]);
    await this.#answer(call, () => this.#session.uploadFile(blob, { filename: 'f.txt' }));
  }

  /** @param {any} asked */
  async search({ call, kind, query }) {
    await this.#answer(call, async () => void (await this.#session[kind]().setQuery(query)));
  }

  /** @param {any} asked */
  watch({ watch, on, method, args, list }) {
    const seat = this.#number;
    const hear = list
      ? (/** @type {any} */ items, /** @type {boolean} */ all) => {
          const made = {};
          const named = items && items.map((/** @type {any} */ item) => this.#draw(item, made));
          tell({ seat, watch, made, items: named, all });
        }
      : (/** @type {any} */ seen) => {
          const made = {};
          tell({ seat, watch, made, one: seen && this.#draw(seen, made) });
        };
    const subscription = this.#at(on)[method](...args, hear);
    this.#watches.set(watch, subscription);
    void subscription.terminated.then((/** @type {any} */ end) => {
      if (end.type === 'error') {
        tell({ seat, watch, failed: refusal(end.error) });
      }
    });
  }

  /** @param {any} asked */
  async loadMore({ call, watch, count }) {
    await this.#answer(call, () => this.#watches.get(watch).loadMore(count));
  }

  /** @param {any} asked */
  unwatch({ watch }) {
    this.#watches.get(watch).unsubscribe();
    this.#watches.delete(watch);
  }

  close() {
    this.#session.close();
    seats.delete(this.#number);
  }

  /**
   * @param {number} call
   * @param {() => Promise<any>} begin
   */
  async #answer(call, begin) {
    const seat = this.#number;
    try {
      const value = await begin();
      tell({ seat, call, value: typeof value === 'string' ? value : (value?.id ?? null) });
    } catch (error) {
      tell({ seat, call, failed: refusal(error) });
    }
  }

  /** @param {[string, string][]} path */
  #at(path) {
    return path.reduce((ref, [kind, id]) => ref[kind](id), this.#session);
  }

  /**
   * The number of a snapshot; what has none yet is written down.
   *
   * @param {any} snapshot
   * @param {Record<number, any>} made
   */
  #draw(snapshot, made) {
    let number = this.#known.get(snapshot);
    if (number === undefined) {
      number = ++this.#drawn;
      this.#known.set(snapshot, number);
      made[number] = snapshot;
    }
    return number;
  }
}

/** @param {any} asked */
function perform(asked) {
  if (asked.what === 'sit') {
    seats.set(asked.seat, new Seat(asked.seat, asked.options));
  } else {
    seats.get(asked.seat)?.[asked.what](asked);
  }
}

// Nothing of this may happen: neither in the client nor here.
globalThis.onerror = (message) => tell({ trouble: String(message) });
globalThis.onunhandledrejection = ({ reason }) => tell({ trouble: String(reason?.stack ?? reason) });
console.warn = (...words) => tell({ trouble: words.map((word) => word?.stack ?? word).join(' ') });

new EventSource('/asked').onmessage = ({ data }) => JSON.parse(data).forEach(perform);
globalThis.ready = true;
