import { REPEAT_MILLIS } from './credentials.js';

/** Shows the server a new token on the open line. */
export class Renewal {
  #outlet;
  #credentials;
  #again;
  /** @type {number | null} */
  #question = null;

  /**
   * @param {import('./link.js').Link} outlet
   * @param {import('./credentials.js').Credentials} credentials
   * @param {import('./timing.js').Bell} again
   */
  constructor(outlet, credentials, again) {
    this.#outlet = outlet;
    this.#credentials = credentials;
    this.#again = again;
  }

  /** Shows the token that there is now. */
  begin() {
    this.stop();
    const token = this.#credentials.token;
    if (token !== null && this.#outlet.ready) {
      this.#question = this.#outlet.nextId();
      this.#outlet.send({ type: 'renew', id: this.#question, token });
    }
  }

  /** @param {number | null} id */
  asked(id) {
    return this.#question !== null && this.#question === id;
  }

  /** The server could not look at the token now. */
  refused() {
    this.stop();
    this.#again.ring(REPEAT_MILLIS, () => this.begin());
  }

  /** It was answered, or the line is down. */
  stop() {
    this.#question = null;
    this.#again.silence();
  }
}
