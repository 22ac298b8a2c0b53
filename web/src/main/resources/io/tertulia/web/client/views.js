import { ConversationViews } from './conversation-views.js';
import { stranger, userOf } from './snapshots.js';
import { kept } from './values.js';

/**
 * @typedef {import('./frames.js').ContentBlock} ContentBlock
 * @typedef {import('./frames.js').UserFact} UserFact
 * @typedef {import('./snapshots.js').UserSnapshot} UserSnapshot
 */

const SLACK = 100;
const MAX_STRANGERS = 1_000;

/**
 * Snapshots seen through the mirror.
 *
 * What did not change keeps its identity: a snapshot is made anew only when a fact in it, or a
 * snapshot inside it, is another object than before, and even then the old one is kept when the new
 * one holds the same.
 */
export class Views {
  #users;
  #files;
  /** @type {Map<string, {fact: UserFact, snapshot: UserSnapshot}>} */
  #byUser = new Map();
  /** @type {Map<string, UserSnapshot>} */
  #strangers = new Map();
  /** @type {Map<string, ConversationViews>} */
  #byConversation = new Map();

  /**
   * @param {import('./mirror/users.js').Users} users
   * @param {import('./file-urls.js').FileUrls} files
   */
  constructor(users, files) {
    this.#users = users;
    this.#files = files;
  }

  /** The user; null when there is none. @param {string} id */
  user(id) {
    const fact = this.#users.get(id);
    if (fact === null) {
      this.#byUser.delete(id);
      return null;
    }
    const seen = this.#byUser.get(id);
    if (seen?.fact === fact) {
      return seen.snapshot;
    }
    const snapshot = kept(seen?.snapshot, userOf(fact));
    this.#byUser.set(id, { fact, snapshot });
    return snapshot;
  }

  /** The user whom a fact names; one with the id for a name should the server not have told. @param {string} id @returns {UserSnapshot} */
  person(id) {
    return this.user(id) ?? this.#stranger(id);
  }

  /** What belongs to one conversation. @param {string} id */
  of(id) {
    let views = this.#byConversation.get(id);
    if (!views) {
      views = new ConversationViews(this);
      this.#byConversation.set(id, views);
    }
    return views;
  }

  /** @param {import('./mirror/conversation-mirror.js').ConversationMirror} mirror */
  conversation(mirror) {
    return this.of(mirror.id).conversation(mirror);
  }

  /**
   * The content of a message, with addresses that can be opened.
   *
   * @param {readonly ContentBlock[]} content
   * @param {readonly ContentBlock[]} [before] what was shown of that message last
   */
  content(content, before) {
    return kept(before, this.#files.in(content));
  }

  /**
   * Forgets what was seen of conversations and users who are no longer known, when that is much.
   *
   * @param {number} conversations how many are known
   * @param {(id: string) => boolean} known
   */
  forget(conversations, known) {
    if (this.#byConversation.size > SLACK + 2 * conversations) {
      for (const id of [...this.#byConversation.keys()]) {
        if (!known(id)) {
          this.#byConversation.delete(id);
        }
      }
      for (const id of [...this.#byUser.keys()]) {
        if (this.#users.get(id) === null) {
          this.#byUser.delete(id);
        }
      }
    }
  }
  /** The same object for the same id, so that all who name it need not be made anew. @param {string} id */
  #stranger(id) {
    const known = this.#strangers.get(id);
    if (known !== undefined) {
      return known;
    }
    if (this.#strangers.size >= MAX_STRANGERS) {
      this.#strangers.clear();
    }
    const made = stranger(id);
    this.#strangers.set(id, made);
    return made;
  }
}
