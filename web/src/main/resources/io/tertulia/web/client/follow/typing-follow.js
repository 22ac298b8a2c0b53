/**
 * Who is typing, the longest first and the viewer included; nobody is named when they are many.
 *
 * @typedef {{userIds: readonly string[], many: boolean}} TypingNow
 */

/** @type {TypingNow} */
export const NOBODY = Object.freeze({ userIds: Object.freeze([]), many: false });

/** Who is typing in a conversation that is followed: nobody while that is not told. */
export class TypingFollow {
  #touch;

  /** It has answered a follow that asked for it: from then on, states leave it as it was. */
  #heard = false;
  now = NOBODY;

  /** Whether the server was asked to tell, on this line. */
  asked = false;

  /** @param {() => void} touch asks for the conversation to be looked at when the turn is at rest */
  constructor(touch) {
    this.#touch = touch;
  }

  /** It changed who is typing. @param {TypingNow} now */
  tell(now) {
    this.now = now;
    this.#touch();
  }

  /** A state came. */
  passed() {
    if (!this.#heard) {
      this.tell(NOBODY);
    }
  }

  /** What was asked is answered. */
  answered() {
    this.#heard = this.asked;
  }

  /** It is told no longer. */
  stop() {
    this.#heard = false;
    this.tell(NOBODY);
  }
}
