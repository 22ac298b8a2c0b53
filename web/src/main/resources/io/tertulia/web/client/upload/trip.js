import { TalkError, endsSession, errorCode } from '../errors.js';

/**
 * What became of a request: the server did it; it is worth another try, `said` when the server
 * itself cannot now; or it was refused, `ends` when the session ends by that.
 *
 * @typedef {{type: 'done', status: number, header: (name: string) => string | null,
 *     body: () => Record<string, any>}
 *   | {type: 'lost', error: TalkError, said: boolean}
 *   | {type: 'refused', error: TalkError, ends: boolean}} Outcome
 */

/** So long a request may move no byte. A slow line moves some, a dead one none. */
const STALL_MILLIS = 60_000;

/** @type {Record<number, import('../errors.js').ErrorCode>} */
const MEANT = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'UNAVAILABLE',
  409: 'UNAVAILABLE',
  410: 'NOT_FOUND',
  413: 'FILE_REJECTED',
  423: 'UNAVAILABLE',
  425: 'UNAVAILABLE',
  429: 'UNAVAILABLE',
};

/** One request over HTTP in the name of the session's user, with the token that there is. */
export class Trip {
  #parts;
  #method;
  #path;
  #headers;
  #body;
  #then;
  /** @type {XMLHttpRequest | null} */
  #request = null;
  #cancelled = false;
  #stall;

  /** Hears how many bytes of the body went out. @type {(sent: number) => void} */
  progress = () => {};

  /**
   * @param {import('./uploads.js').UploadParts} parts
   * @param {string} method
   * @param {string} path below the app
   * @param {Record<string, string>} headers
   * @param {Blob | null} body
   * @param {(outcome: Outcome) => void} then called on the turn, unless it is cancelled before
   */
  constructor(parts, method, path, headers, body, then) {
    this.#parts = parts;
    this.#method = method;
    this.#path = path;
    this.#headers = headers;
    this.#body = body;
    this.#then = then;
    this.#stall = parts.timing.bell();
  }

  begin() {
    if (this.#cancelled) {
      return;
    }
    const { environment, app, userId, credentials } = this.#parts;
    const token = credentials.token;
    const request = environment.request();
    this.#request = request;
    request.open(this.#method, app + this.#path);
    const all = { 'Tus-Resumable': '1.0.0', 'Tertulia-User': header(userId), ...this.#headers };
    Object.entries(all).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (token !== null) {
      request.setRequestHeader('Authorization', `Bearer ${visible(token)}`);
    }
    request.upload.onprogress = (event) =>
      this.#tell(() => {
        this.#watch();
        this.progress(event.loaded);
      });
    request.onerror = () => this.#end(() => lost('The line broke.'));
    request.onload = () => this.#end(() => this.#judge(request, token));
    request.send(this.#body);
    this.#watch();
  }

  cancel() {
    this.#cancelled = true;
    this.#stall.silence();
    this.#request?.abort();
  }

  /** Gives a line up on which nothing moves any longer. */
  #watch() {
    this.#stall.ring(STALL_MILLIS, () => {
      this.cancel();
      this.#then(lost('Nothing moves on the line any longer.'));
    });
  }

  /** @param {() => Outcome} outcome */
  #end(outcome) {
    this.#tell(() => {
      this.#stall.silence();
      this.#then(outcome());
    });
  }

  /** @param {() => void} task */
  #tell(task) {
    this.#parts.turn.execute(() => {
      if (!this.#cancelled) {
        task();
      }
    });
  }

  /**
   * @param {XMLHttpRequest} request
   * @param {string | null} token
   * @returns {Outcome}
   */
  #judge(request, token) {
    const { status } = request;
    if (status >= 200 && status < 300) {
      this.#parts.credentials.worked(token);
      return {
        type: 'done',
        status,
        header: (name) => request.getResponseHeader(name),
        body: () => body(request.responseText),
      };
    }
    const { code: name, message } = body(request.responseText);
    const said = name === undefined ? null : errorCode(name);
    const code = said ?? MEANT[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INTERNAL');
    const error = new TalkError(code, message ?? `HTTP ${status}`);
    // With 409 the server is elsewhere than we thought; whoever looks sees where.
    if (status === 409 || code === 'UNAVAILABLE') {
      return { type: 'lost', error, said: status !== 409 && said !== null };
    }
    return endsSession(code)
      ? this.#unwelcome(error, said, token)
      : { type: 'refused', error, ends: false };
  }

  /**
   * The server does not take the token, or knows no such app.
   *
   * @param {TalkError} error
   * @param {string | null} said
   * @param {string | null} token
   * @returns {Outcome}
   */
  #unwelcome(error, said, token) {
    const { credentials } = this.#parts;
    const another = token !== null && token !== credentials.token;
    const perhapsOver = said === null || said === 'TOKEN_EXPIRED';
    if (!another && perhapsOver && credentials.forgivable) {
      credentials.refused();
      return { type: 'lost', error, said: false };
    }
    if (another && error.code !== 'UNKNOWN_APP') {
      return { type: 'lost', error, said: false };
    }
    return { type: 'refused', error, ends: true };
  }
}

/** @param {string} message @returns {Outcome} */
function lost(message) {
  return { type: 'lost', error: new TalkError('UNAVAILABLE', message), said: false };
}

/** @param {string} text @returns {Record<string, any>} */
function body(text) {
  try {
    const json = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}

/** A user's id in UTF-8, with all but letters, digits and `-._~` as `%XX`. @param {string} userId */
function header(userId) {
  const strict = (/** @type {string} */ c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(userId).replace(/[!'()*]/g, strict);
}

/** A token that no header can carry is none that anybody has minted; the server says so. @param {string} token */
function visible(token) {
  return /^[\x21-\x7E]+$/.test(token) ? token : 'malformed';
}
