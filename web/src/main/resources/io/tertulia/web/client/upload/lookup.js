import { TalkError } from '../errors.js';
import { Patience } from './patience.js';
import { Trip } from './trip.js';

/**
 * @typedef {{found: (url: string) => void, failed: (error: TalkError) => void,
 *   dismissed: (error: TalkError) => void}} LookupReply
 */

/** One question where a file can be downloaded: `GET`, again after a while when the line breaks. */
export class Lookup {
  #parts;
  #fileToken;
  #reply;
  #patience;
  /** @type {Trip | null} */
  #trip = null;
  #over = false;

  /**
   * @param {import('./uploads.js').UploadParts} parts
   * @param {string} fileToken
   * @param {LookupReply} reply
   */
  constructor(parts, fileToken, reply) {
    this.#parts = parts;
    this.#fileToken = fileToken;
    this.#reply = reply;
    this.#patience = new Patience(parts);
  }

  begin() {
    const path = `/files/${encodeURIComponent(this.#fileToken)}`;
    const trip = new Trip(this.#parts, 'GET', path, {}, null, (outcome) => this.#told(outcome));
    this.#trip = trip;
    this.#parts.credentials.whenReady(() => trip.begin());
  }

  /** @param {TalkError} error */
  end(error) {
    this.#finish(() => this.#reply.failed(error));
  }

  /** @param {import('./trip.js').Outcome} outcome */
  #told(outcome) {
    if (outcome.type === 'lost') {
      if (!this.#over && !this.#patience.retry(outcome.said, () => this.begin())) {
        this.end(outcome.error);
      }
    } else if (outcome.type === 'refused') {
      if (outcome.ends) {
        this.#reply.dismissed(outcome.error);
      }
      this.end(outcome.error);
    } else {
      const { url } = outcome.body();
      if (typeof url === 'string') {
        this.#finish(() => this.#reply.found(url));
      } else {
        this.end(new TalkError('INTERNAL', 'The answer makes no sense: no url'));
      }
    }
  }

  /** @param {() => void} last */
  #finish(last) {
    if (!this.#over) {
      this.#over = true;
      this.#patience.stop();
      this.#trip?.cancel();
      last();
    }
  }
}
