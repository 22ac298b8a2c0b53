import { sameBound, holds } from '../bound.js';
import { InboxNeeds } from './inbox-needs.js';

/** @typedef {import('./inbox-needs.js').InboxWatcher} InboxWatcher */

/** More than so many known conversations are not named; they come fresh. */
const MAX_KNOWN = 500;

/**
 * The list of conversations, followed for all who look at it.
 *
 * Conversations that are followed by themselves are told there, and only stand in the list here.
 */
export class InboxFollow {
  #mirror;
  #outlet;
  #retry;
  #touch;
  #explicit;
  #needs;
  #placed = false;

  /** Whether the list has been told, at least once. */
  answered = false;

  /** The list is being told on this line, from some answer on. */
  #told = false;

  /** Conversations that nobody vouches for: the list is asked about them once more. @type {Set<string>} */
  #doubted = new Set();

  /**
   * What is asked now: whether it is answered by all that the list has, as nothing was told on this
   * line; what the mirror held of the list; and whether the server knows that.
   *
   * @type {{id: number, first: boolean, held: Set<string>, named: boolean,
   *   from: import('../bound.js').Bound | null, filtered: any[]} | null}
   */
  #question = null;

  /**
   * @param {import('../mirror/mirror.js').Mirror} mirror
   * @param {import('../link/link.js').Link} outlet
   * @param {import('../link/timing.js').Retry} retry
   * @param {() => void} touch
   * @param {(id: string) => boolean} explicit says whether a conversation is followed by itself
   */
  constructor(mirror, outlet, retry, touch, explicit) {
    this.#mirror = mirror;
    this.#outlet = outlet;
    this.#retry = retry;
    this.#touch = touch;
    this.#explicit = explicit;
    this.#needs = new InboxNeeds(mirror);
  }

  get active() {
    return this.#needs.any;
  }

  /** @param {number | null} answerId */
  asked(answerId) {
    return this.#question !== null && this.#question.id === answerId;
  }

  /**
   * Whether the list will tell of a conversation that is in that place.
   *
   * @param {import('../bound.js').Bound} place
   */
  covers(place) {
    const from = this.#mirror.inbox.from;
    const below = from === null || !holds(from, place);
    return this.active && (!this.answered || !below || this.#needs.filtered);
  }

  /** @param {InboxWatcher} watcher */
  add(watcher) {
    this.#needs.add(watcher);
  }

  /** Removes one who looks; with the last one the follow ends. @param {InboxWatcher} watcher */
  remove(watcher) {
    if (!this.#needs.remove(watcher) || this.active) {
      return;
    }
    if (this.#outlet.ready && (this.#placed || this.#question !== null)) {
      this.#outlet.send({ type: 'unfollow', inbox: true });
    }
    this.#forget();
  }

  refresh() {
    this.#needs.watchers.forEach((watcher) => watcher.refresh());
  }

  ensure() {
    if (!this.active || !this.#outlet.ready || this.#question !== null || this.#retry.waiting) {
      return;
    }
    if (this.#placed && !this.#needs.lacking && this.#doubted.size === 0) {
      return;
    }
    if (this.#told && !this.#placed) {
      // The server takes what it told as known: after a gap it must begin anew.
      this.#outlet.send({ type: 'unfollow', inbox: true });
      this.#told = false;
    }
    const held = this.#held();
    const named = held.length <= MAX_KNOWN;
    const known = named ? held : held.filter(({ id }) => this.#told && this.#doubted.has(id));
    this.#doubted.clear();
    const id = this.#outlet.nextId();
    const from = this.#mirror.inbox.from;
    const filtered = this.#needs.filteredLists();
    const first = !this.#told;
    this.#question = { id, first, held: new Set(held.map((c) => c.id)), named, from, filtered };
    this.#outlet.send({
      type: 'followInbox',
      id,
      from: from ?? undefined,
      more: this.#needs.missing(null),
      known: Object.fromEntries(
        known.map((c) => [c.id, { ...c.position, markVersion: c.mark.version }]),
      ),
      filtered: filtered.length > 0 ? filtered : undefined,
    });
  }

  /**
   * Nobody vouches for what the mirror holds of a conversation, or that it need not hold it.
   *
   * @param {string} id
   */
  doubt(id) {
    this.#doubted.add(id);
    this.#touch();
  }

  /** The answer came. @param {any} inbox */
  tellInbox(inbox) {
    const asked = this.#question;
    if (asked === null) {
      return;
    }
    this.#question = null;
    this.#placed = true;
    this.#told = true;
    const named = new Set();
    let gap = false;
    for (const state of inbox.states) {
      named.add(state.conversationId);
      if (!this.#explicit(state.conversationId)) {
        gap = this.#mirror.applyState(state, new Set()) === 'gap' || gap;
      }
    }
    inbox.gone.forEach((/** @type {string} */ id) => this.#drop(id));
    if (asked.first) {
      this.#judge(asked, named);
    }
    this.answered ||= this.#doubted.size === 0;
    this.#mirror.listTold(inbox.from, inbox.total);
    const movedFiltered = this.#needs.told(asked.filtered, inbox.filtered);
    const moved = movedFiltered || !sameBound(inbox.from, asked.from);
    if (gap || (this.#needs.lacking && !moved)) {
      this.#gap();
    } else {
      this.#retry.succeeded();
    }
    this.#touch();
  }

  /**
   * Something is missing of a conversation: places the follow again. What comes before an answer may
   * be of a follow that had ended; then it is enough to ask once more.
   *
   * @param {string} id
   */
  gap(id) {
    if (this.#question !== null) {
      this.doubt(id);
    } else if (this.#placed) {
      this.#gap();
    }
  }

  /** @param {import('../errors.js').TalkError} error */
  refused(error) {
    this.#question = null;
    this.#placed = false;
    this.#told = false;
    if (error.code === 'UNAVAILABLE') {
      this.#retry.failed(this.#touch);
      return;
    }
    const failed = this.#needs.watchers;
    failed.forEach((watcher) => this.#needs.remove(watcher));
    failed.forEach((watcher) => watcher.fail(error));
    this.#forget();
  }

  lineDown() {
    this.#doubted.clear();
    this.#question = null;
    this.#placed = false;
    this.#told = false;
    this.#retry.stop();
  }

  /** Forgets what was told, as if nobody had looked before. Called while nothing is asked. */
  beginAnew() {
    this.#needs.watchers.forEach((watcher) => watcher.reach.reset());
    this.#forget();
  }

  /**
   * What the first answer leaves out is as it was when the list was asked. What came since may be of
   * a follow that had ended, so that nobody tells when it goes.
   *
   * @param {{held: Set<string>, named: boolean}} asked
   * @param {Set<string>} named
   */
  #judge(asked, named) {
    for (const { id } of this.#mirror.conversations()) {
      if (named.has(id) || this.#explicit(id)) {
        continue;
      }
      if (!asked.held.has(id)) {
        this.#doubted.add(id);
      } else if (!asked.named) {
        this.#drop(id);
      }
    }
  }

  #gap() {
    this.#placed = false;
    this.#retry.failed(this.#touch);
  }

  #forget() {
    this.#retry.stop();
    this.#doubted.clear();
    this.#question = null;
    this.#placed = false;
    this.answered = false;
    this.#told = false;
    this.#mirror.conversations().forEach(({ id }) => this.#drop(id));
    this.#mirror.listTold(null, -1);
    this.#mirror.retainLists([]);
  }

  /** @param {string} id */
  #drop(id) {
    if (!this.#explicit(id)) {
      this.#mirror.drop(id);
    }
  }

  #held() {
    return this.#mirror.conversations().filter(({ id }) => !this.#explicit(id));
  }
}
