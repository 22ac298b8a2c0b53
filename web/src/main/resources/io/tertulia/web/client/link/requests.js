import { TalkError, errorCode } from '../errors.js';

/** So many may wait, and so many characters; the next one fails with LIMIT_EXCEEDED. */
const MAX_REQUESTS = 10_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** So many are on their way at a time. */
const MAX_UNANSWERED = 256;
const MAX_UNANSWERED_CHARACTERS = 1024 * 1024;

/** So long an unavailable server is asked again. */
const PATIENCE_MILLIS = 30_000;

/**
 * What becomes of a request; exactly one of the two is called, once.
 *
 * @typedef {{answered: (frame: any) => void, refused: (error: TalkError) => void}} Reply
 *
 * @typedef {{id: number, frame: any, size: number, reply: Reply, refusedSince: number | null}}
 *   Pending
 */

/**
 * Commands and queries that wait for their answer.
 *
 * They go out in the order in which they were asked for, so many at a time that the socket's buffer
 * cannot overflow. Those that were unanswered when the line broke go out again in the same order: a
 * send carries a key, everything else may be done twice. What the server is not able to answer now
 * is asked again for 30 seconds, and nothing overtakes it; only translations are not.
 */
export class Requests {
  #outlet;
  #now;
  #retry;
  /** By number, so in the order of calls. @type {Pending[]} */
  #waiting = [];
  /** @type {Map<number, Pending>} */
  #unanswered = new Map();
  #waitingSize = 0;
  #unansweredSize = 0;

  /**
   * @param {import('./link.js').Link} outlet
   * @param {() => number} now
   * @param {import('./timing.js').Retry} retry
   */
  constructor(outlet, now, retry) {
    this.#outlet = outlet;
    this.#now = now;
    this.#retry = retry;
  }

  get isEmpty() {
    return this.#waiting.length === 0 && this.#unanswered.size === 0;
  }

  /**
   * Asks for something.
   *
   * @param {any} body the frame, without its number
   * @param {Reply} reply
   */
  add(body, reply) {
    const id = this.#outlet.nextId();
    const frame = { type: body.type, id, ...body };
    const size = JSON.stringify(frame).length;
    const count = this.#waiting.length + this.#unanswered.size;
    if (count >= MAX_REQUESTS || this.#waitingSize + this.#unansweredSize + size > MAX_CHARACTERS) {
      const expected = `at most ${MAX_REQUESTS}, and ${MAX_CHARACTERS} characters`;
      const found = `${count} requests without an answer`;
      reply.refused(new TalkError('LIMIT_EXCEEDED', `${found} (expected: ${expected})`));
      return;
    }
    this.#waitOn({ id, frame, size, reply, refusedSince: null });
    this.#pump();
  }

  /** The line is up: what waits goes out. */
  lineUp() {
    this.#retry.stop();
    this.#pump();
  }

  /** The line is down: what was unanswered waits again. */
  lineDown() {
    [...this.#unanswered.values()].forEach((pending) => this.#waitOn(this.#take(pending)));
  }

  /**
   * Takes a frame if it answers a request.
   *
   * @param {any} frame
   * @returns {boolean}
   */
  take(frame) {
    const pending = this.#unanswered.get(frame.id);
    if (pending === undefined) {
      return false;
    }
    this.#take(pending);
    if (frame.type === 'refused') {
      this.#refuse(pending, frame);
    } else {
      this.#retry.succeeded();
      pending.reply.answered(frame);
    }
    this.#pump();
    return true;
  }

  /**
   * Ends all with that error.
   *
   * @param {TalkError} error
   */
  fail(error) {
    this.#retry.stop();
    const all = [...this.#waiting, ...this.#unanswered.values()].sort((a, b) => a.id - b.id);
    this.#waiting = [];
    this.#unanswered.clear();
    this.#waitingSize = 0;
    this.#unansweredSize = 0;
    all.forEach((pending) => pending.reply.refused(error));
  }

  /**
   * @param {Pending} pending
   * @param {any} frame
   */
  #refuse(pending, frame) {
    const now = this.#now();
    const since = pending.refusedSince ?? now;
    const code = errorCode(frame.code);
    // Others need not wait for what a translator cannot do now.
    const hasty = pending.frame.query?.type === 'translate';
    if (code !== 'UNAVAILABLE' || hasty || now - since >= PATIENCE_MILLIS) {
      pending.reply.refused(new TalkError(code, frame.message));
      return;
    }
    this.#waitOn({ ...pending, refusedSince: since });
    this.#retry.failed(() => this.#pump());
  }

  #pump() {
    while (this.#outlet.ready && !this.#retry.waiting && this.#waiting.length > 0) {
      const next = this.#waiting[0];
      const crowded =
        this.#unanswered.size >= MAX_UNANSWERED ||
        this.#unansweredSize + next.size > MAX_UNANSWERED_CHARACTERS;
      if (crowded && this.#unanswered.size > 0) {
        return;
      }
      this.#waiting.shift();
      this.#waitingSize -= next.size;
      this.#unanswered.set(next.id, next);
      this.#unansweredSize += next.size;
      this.#outlet.send(next.frame);
    }
  }

  /** @param {Pending} pending */
  #waitOn(pending) {
    let at = this.#waiting.length;
    while (at > 0 && this.#waiting[at - 1].id > pending.id) {
      at--;
    }
    this.#waiting.splice(at, 0, pending);
    this.#waitingSize += pending.size;
  }

  /** @param {Pending} pending */
  #take(pending) {
    this.#unanswered.delete(pending.id);
    this.#unansweredSize -= pending.size;
    return pending;
  }
}
