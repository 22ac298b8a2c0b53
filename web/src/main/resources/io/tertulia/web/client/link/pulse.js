/** So long an answer takes at most on a line that holds. */
const ANSWER_MILLIS = 15_000;

/**
 * Notices a line that broke without a word. A browser cannot ping; following nobody more is answered
 * all the same.
 */
export class Pulse {
  #outlet;
  #bell;
  #millis;
  #asked = false;

  /**
   * @param {import('./link.js').Link} outlet
   * @param {import('./timing.js').Bell} bell
   * @param {number} millis after so long without a frame it is asked whether the line holds
   */
  constructor(outlet, bell, millis) {
    this.#outlet = outlet;
    this.#bell = bell;
    this.#millis = millis;
  }

  /** Something came: the line holds. */
  beat() {
    this.#asked = false;
    if (this.#outlet.ready) {
      this.#bell.ring(this.#millis, () => this.probe());
    }
  }

  /** Asks whether the line holds. */
  probe() {
    if (this.#outlet.ready && !this.#asked) {
      this.#asked = true;
      this.#outlet.send({ type: 'followUsers', id: this.#outlet.nextId(), versions: {} });
      this.#bell.ring(Math.min(this.#millis, ANSWER_MILLIS), () =>
        this.#outlet.ended('nothing is answered any more'),
      );
    }
  }

  /** The line is down. */
  stop() {
    this.#asked = false;
    this.#bell.silence();
  }
}
