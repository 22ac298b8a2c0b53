import { TalkError, endsSession, errorCode } from '../errors.js';

/** Gives each frame that the server says to whom it concerns. */
export class Reception {
  #link;
  #renewal;
  #peer;

  /**
   * @param {import('./link.js').Link} link
   * @param {import('./renewal.js').Renewal} renewal
   * @param {import('./link.js').Peer} peer
   */
  constructor(link, renewal, peer) {
    this.#link = link;
    this.#renewal = renewal;
    this.#peer = peer;
  }

  /** @param {any} frame */
  take(frame) {
    switch (frame.type) {
      case 'welcome':
        this.#link.welcomed(frame);
        return;
      case 'bye':
        this.#dismissed(frame);
        return;
      case 'renewed':
        this.#renewal.stop();
        this.#link.accepted(frame);
        return;
      case 'refused':
        this.#refused(frame);
        return;
      case 'done':
      case 'answer':
      case 'results':
      case 'translated':
        this.#link.requests.take(frame);
        return;
      default:
        this.#peer.received(frame);
    }
  }

  /** @param {any} frame */
  #refused(frame) {
    if (endsSession(errorCode(frame.code))) {
      this.#dismissed(frame);
    } else if (this.#renewal.asked(frame.id)) {
      this.#renewal.refused();
    } else if (frame.id === null) {
      this.#link.unanswerable(frame);
    } else if (!this.#link.requests.take(frame)) {
      this.#peer.received(frame);
    }
  }

  /** The server ends the session, unless another moment or another token will do. @param {any} frame */
  #dismissed(frame) {
    const error = new TalkError(errorCode(frame.code), frame.message);
    const { credentials } = this.#link;
    if (error.code === 'UNAVAILABLE') {
      this.#link.ended(`the server said: ${frame.message}`);
    } else if (error.code === 'TOKEN_EXPIRED' && credentials.forgivable) {
      credentials.refused();
      this.#link.broken(error);
    } else {
      this.#link.failed(error);
    }
  }
}
