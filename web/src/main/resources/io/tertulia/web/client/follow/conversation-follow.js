import { errorCode } from '../errors.js';
import { sameBound } from '../bound.js';
import { equal } from '../values.js';
import { NOBODY, TypingFollow } from './typing-follow.js';
import { Wanted } from './wanted.js';

/**
 * @typedef {import('./wanted.js').ConversationWatcher} ConversationWatcher
 * @typedef {import('../mirror/conversation-mirror.js').Outcome} Outcome
 * @typedef {'unknown' | 'outside' | 'inside'} Presence whether the user takes part
 */

/**
 * One conversation, followed for all who look at it.
 *
 * Start, resumption and larger windows are the same: what is missing is asked for, one frame at a
 * time, until nothing is missing. On a new line the follow is not *placed* until its first answer,
 * and is placed again from where the mirror stands.
 */
export class ConversationFollow {
  #id;
  #mirror;
  #outlet;
  #retry;
  #touch;
  /** @type {Set<ConversationWatcher>} */
  #watchers = new Set();

  /** Users of whom the server has told, on this line, whether they participate. @type {Set<string>} */
  #confirmed = new Set();

  /** @type {Presence} */
  presence;

  typing;
  #placed = false;

  /** What is asked now, and what the mirror had when it was. @type {{id: number, names: Set<string>, have: any, reactors: any[]} | null} */
  #question = null;

  /**
   * Whether a fresh state came by itself after the question: the mirror may have less now than the
   * answer builds on.
   */
  #replaced = false;

  /**
   * @param {string} id
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {import('../link/link.js').Link} outlet
   * @param {import('../link/timing.js').Retry} retry
   * @param {() => void} touch asks for this follow to be looked at when the turn is at rest
   */
  constructor(id, mirror, outlet, retry, touch) {
    this.#id = id;
    this.#mirror = mirror;
    this.#outlet = outlet;
    this.#retry = retry;
    this.#touch = touch;
    this.typing = new TypingFollow(touch);
    this.presence = mirror.conversation(id) === null ? 'unknown' : 'inside';
  }

  /** Whether the mirror is as the server knows it, or will be with an answer. */
  get current() {
    return this.#placed || this.#question !== null;
  }

  get isEmpty() {
    return this.#watchers.size === 0;
  }

  /** @param {ConversationWatcher} watcher */
  add(watcher) {
    const refusal = this.#wanted().refusal(watcher);
    if (refusal === null) {
      this.#watchers.add(watcher);
    } else {
      watcher.fail(refusal);
    }
  }

  /** @param {ConversationWatcher} watcher */
  remove(watcher) {
    this.#watchers.delete(watcher);
  }

  /**
   * Whether it is known if that user participates.
   *
   * @param {string} userId
   */
  knows(userId) {
    const known = this.#mirror.conversation(this.#id);
    return (
      known !== null &&
      (known.participants.complete ||
        known.participant(userId) !== null ||
        this.#confirmed.has(userId))
    );
  }

  /** @param {number | null} answerId */
  asked(answerId) {
    return this.#question !== null && this.#question.id === answerId;
  }

  /**
   * The users asked for by name, when the bounds of this answer hold for the mirror as it is; null
   * otherwise.
   *
   * @param {boolean} mine whether it answers what is asked
   * @param {boolean} fresh
   */
  vouched(mine, fresh) {
    return mine && this.#question !== null && (fresh || !this.#replaced)
      ? this.#question.names
      : null;
  }

  refresh() {
    [...this.#watchers].forEach((watcher) => watcher.refresh());
  }

  /** Asks for what is missing, if something is and nothing is asked already. */
  ensure() {
    if (!this.#outlet.ready || this.#question !== null || this.#retry.waiting || this.isEmpty) {
      return;
    }
    const wanted = this.#wanted();
    const names = wanted.names;
    const signals = [...this.#watchers].some((watcher) => watcher.typing ?? false);
    const all =
      this.presence === 'outside' ||
      (wanted.isThere &&
        [...names].every((name) => this.#confirmed.has(name)) &&
        signals === this.typing.asked);
    if (this.#placed && all) {
      return;
    }
    const id = this.#outlet.nextId();
    const have = this.#mirror.conversation(this.#id)?.have ?? null;
    const reactors = wanted.reactors;
    this.#question = { id, names, have, reactors };
    this.#replaced = false;
    this.typing.asked = signals;
    this.#outlet.send({
      type: 'followConversation',
      id,
      conversationId: this.#id,
      have: have ? written(have) : undefined,
      moreMessages: wanted.messages,
      moreParticipants: wanted.participants,
      participants: names.size > 0 ? [...names] : undefined,
      typing: signals || undefined,
      reactors: reactors.length > 0 ? reactors : undefined,
    });
  }

  /**
   * A state came, with that outcome.
   *
   * @param {Outcome} outcome
   * @param {boolean} mine whether it answers what is asked
   * @param {boolean} fresh
   */
  told(outcome, mine, fresh) {
    this.typing.passed();
    const vouched = this.vouched(mine, fresh) !== null;
    this.#replaced ||= fresh;
    const answered = mine ? this.#question : null;
    if (answered !== null) {
      this.#question = null;
      this.#placed = true;
      this.typing.answered();
    }
    if (outcome === 'applied') {
      this.presence = 'inside';
      if (answered !== null && vouched) {
        this.#confirmed = new Set(answered.names);
        this.#progress(answered);
      }
    } else if (outcome === 'left') {
      this.outside(mine);
    } else if (outcome === 'gap') {
      this.gap();
    }
  }

  /** The user does not take part. @param {boolean} mine */
  outside(mine) {
    this.typing.tell(NOBODY);
    if (mine) {
      this.#question = null;
      this.#placed = true;
    }
    this.presence = 'outside';
    this.#confirmed.clear();
  }

  /** Something is missing: places the follow again. */
  gap() {
    this.#placed = false;
    this.#retry.failed(this.#touch);
  }

  /**
   * What is asked was refused: later again, or never.
   *
   * @param {import('../errors.js').TalkError} error
   * @returns {boolean} whether it is over
   */
  refused(error) {
    this.#question = null;
    this.#placed = false; // The server follows it no longer.
    this.typing.stop();
    if (errorCode(error.code) === 'UNAVAILABLE') {
      this.#retry.failed(this.#touch);
      return false;
    }
    this.#retry.stop();
    [...this.#watchers].forEach((watcher) => watcher.fail(error));
    return true;
  }

  lineDown() {
    this.typing.stop();
    this.#question = null;
    this.#placed = false;
    this.#confirmed.clear();
    this.#retry.stop();
  }

  /** Forgets what was told, as if nobody had looked before. Called while nothing is asked. */
  beginAnew() {
    this.#mirror.drop(this.#id);
    this.presence = 'unknown';
    this.#wanted().beginAnew();
  }

  stop() {
    this.#retry.stop();
  }

  /**
   * Makes the mirror as small as what is looked at; not while something is asked, as the answer will
   * build on what the mirror had.
   *
   * @returns {boolean} false when it must be tried again
   */
  prune() {
    if (this.#question !== null) {
      return false;
    }
    const wanted = this.#wanted();
    const names = wanted.names;
    this.#confirmed = new Set([...this.#confirmed].filter((name) => names.has(name)));
    wanted.prune(this.#mirror, this.#id);
    return true;
  }

  /**
   * An answer that brought nothing of what is missing must not be asked for again at once.
   *
   * @param {{have: any, reactors: any[]}} answered
   */
  #progress({ have, reactors }) {
    const known = this.#mirror.conversation(this.#id);
    const moved =
      have === null ||
      known === null ||
      !sameBound(have.messagesFrom, known.messages.from) ||
      !sameBound(have.participantsFrom, known.participants.from) ||
      !equal(reactors, this.#wanted().reactors);
    if (moved || this.#wanted().isThere) {
      this.#retry.succeeded();
    } else {
      this.#retry.failed(this.#touch);
    }
  }

  #wanted() {
    return new Wanted(this.#watchers, this.#mirror.conversation(this.#id));
  }
}

/** @param {any} have */
function written({ position, messagesFrom, participantsFrom }) {
  return {
    ...position,
    messagesFrom: messagesFrom ?? undefined,
    participantsFrom: participantsFrom ?? undefined,
  };
}
