/**
 * Asks the server, as whoever holds its admin key.
 *
 * The key is kept for as long as the tab is open, and goes nowhere but to `/admin`. What is in an
 * app is asked for with tokens of minutes, which the server signs for that key.
 */
const KEPT = 'tertulia-admin-key';

/** A token is renewed so long before its end, in milliseconds. */
const EARLY = 60_000;

/**
 * Does something with the store of the tab, which a browser may keep from everybody.
 *
 * @template T
 * @param {(store: Storage) => T} work
 */
function inStore(work) {
  try {
    return work(sessionStorage);
  } catch {
    return null; // Then the key counts until the page is loaded anew.
  }
}

/** Why something did not happen, in words. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when the server was not reached
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Api {
  #key;
  /** @type {Map<string, AppApi>} */
  #apps = new Map();

  /** What is called when the server takes the key no longer. */
  unwelcome = () => {};

  /** @param {string} key the server's admin key */
  constructor(key) {
    this.#key = key;
  }

  /** Whoever signed in before in this tab. @returns {Api | null} */
  static kept() {
    const key = inStore((store) => store.getItem(KEPT));
    return key ? new Api(key) : null;
  }

  /** Remembers the key for as long as the tab is open. */
  keep() {
    inStore((store) => store.setItem(KEPT, this.#key));
  }

  /** Forgets whoever signed in. */
  static forget() {
    inStore((store) => store.removeItem(KEPT));
  }

  /** Whether the key is the server's. */
  async isWelcome() {
    try {
      await this.admin('GET', '/apps?limit=1');
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        return false;
      }
      throw error;
    }
  }

  /**
   * A call of those that need the admin key.
   *
   * @param {string} method
   * @param {string} path behind `/admin`
   * @param {unknown} [body]
   */
  async admin(method, path, body) {
    try {
      return await call(`/admin${path}`, this.#key, method, body);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        this.unwelcome();
      }
      throw error;
    }
  }

  /** What is in an app. @param {string} id @returns {AppApi} */
  app(id) {
    let app = this.#apps.get(id);
    if (!app) {
      app = new AppApi(this, id);
      this.#apps.set(id, app);
    }
    return app;
  }
}

export class AppApi {
  #api;
  /** @type {Promise<{token: string, endsAt: number}> | null} */
  #token = null;

  /**
   * @param {Api} api
   * @param {string} id
   */
  constructor(api, id) {
    this.#api = api;
    this.id = id;
  }

  /** @param {(string | number)[]} path @param {Record<string, unknown>} [query] */
  get(path, query) {
    return this.call('GET', path, undefined, query);
  }

  /**
   * A call of the app's own server.
   *
   * @param {string} method
   * @param {(string | number)[]} path what stands behind the app's id, piece by piece
   * @param {unknown} [body]
   * @param {Record<string, unknown>} [query] what is undefined or empty is left out
   */
  call(method, path, body, query = {}) {
    return this.#signed((token) => call(this.#url(path, query), token, method, body));
  }

  /** Where a browser fetches everything of the app, once and soon. @returns {Promise<string>} */
  async exportLink() {
    return (await this.call('POST', ['export'])).path;
  }

  /**
   * A token may be of a key that was deleted meanwhile: then there is another one.
   *
   * @template T
   * @param {(token: string) => Promise<T>} work
   */
  async #signed(work) {
    try {
      return await work(await this.#bearer());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        throw error;
      }
      this.#token = null;
      return work(await this.#bearer());
    }
  }

  async #bearer() {
    const known = await this.#token;
    if (!known || known.endsAt - EARLY < Date.now()) {
      const asked = this.#api.admin('POST', `/apps/${encodeURIComponent(this.id)}/token`);
      this.#token = asked;
      asked.catch(() => {
        this.#token = null;
      });
      return (await asked).token;
    }
    return known.token;
  }

  /**
   * @param {(string | number)[]} path
   * @param {Record<string, unknown>} query
   */
  #url(path, query) {
    const pieces = [this.id, ...path].map(named).join('/');
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const asked = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    return `/v1/${pieces}${given.length > 0 ? `?${asked}` : ''}`;
  }
}

/**
 * A piece of an address. People choose their ids: of two of them, however they are written, browsers
 * make the way to the folder above, so that something else would be deleted than was asked for.
 *
 * @param {string | number} piece
 */
function named(piece) {
  if (piece === '.' || piece === '..') {
    throw new ApiError(0, `No browser can call what has the id "${piece}". The server can, by its REST API.`);
  }
  return encodeURIComponent(piece);
}

/**
 * @param {string} url
 * @param {string} bearer
 * @param {string} method
 * @param {unknown} [body]
 */
async function call(url, bearer, method, body) {
  return (await ask(url, bearer, method, body)).json();
}

/**
 * @param {string} url
 * @param {string} bearer
 * @param {string} method
 * @param {unknown} [body]
 */
async function ask(url, bearer, method, body) {
  /** @type {Record<string, string>} */
  const headers = { Authorization: `Bearer ${bearer}` };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch {
    throw new ApiError(0, 'The server cannot be reached. Try again.');
  }
  if (!response.ok) {
    throw new ApiError(response.status, await words(response));
  }
  return response;
}

/** @param {Response} response */
async function words(response) {
  if (response.status === 429) {
    const seconds = response.headers.get('Retry-After') ?? '1';
    return `Too many calls of this app at once. Try again in ${seconds} s.`;
  }
  try {
    return String((await response.json()).message);
  } catch {
    return `The server answered ${response.status}.`;
  }
}
