import { endsSession } from '../client/errors.js';
import { newKey } from '../client/link/environment.js';
import { keepOutgoing, keptOutgoing } from './kept.js';
import { saysTheSame } from './same.js';

/**
 * Messages on their way: shown at once, sent once, and gone as soon as the conversation shows them.
 *
 * What the server has not said it has goes out again, under the same key, when a session ended and
 * another began, and is kept in the tab for when the page is loaded anew. Files are not: when the page
 * is left while they go out, the browser asks.
 *
 * @typedef {'sending' | 'failed'} OutgoingStatus
 * @typedef {Readonly<{key: number, params: any, createdAt: number, status: OutgoingStatus,
 *   error: Error | null, progress: number | null, messageId: string | null, after: string | null}>}
 *   Outgoing
 *   - params: as for `ConversationRef.send`, or with `file` for one that is uploaded first, and
 *     `voice` for a recording
 *   - progress: of an upload, from 0 to 1; null when there is none
 *   - messageId: once the server has said that it has it
 *   - after: the newest message that was shown when it was given
 */

/** So many messages are looked through for those that were on their way. */
const RECENT = 50;

/** Sends messages of one conversation in the order in which they were given. */
export class Outbox {
  #where;
  #me;
  /** @type {import('../client/refs.js').ConversationRef | null} */
  #conversation = null;
  /** @type {((file: File, options: any) => Promise<any>) | null} */
  #upload = null;
  /** @type {Set<() => void>} */
  #watchers = new Set();
  #lastKey = 0;
  /** @type {Map<number, Outgoing>} */
  #outgoing = new Map();
  /** Messages that were on their way here. @type {Set<string>} */
  #claimed = new Set();
  /** @type {Map<number, AbortController>} */
  #uploads = new Map();

  /** The newest message that is shown. @type {string | null} */
  #newest = null;

  /** What waits for a conversation to go out by. @type {Set<number>} */
  #stranded = new Set();

  /** Each send begins when the one before it was handed over. @type {Promise<void>} */
  #line = Promise.resolve();

  /** @param {readonly string[]} where server, app, user and conversation */
  constructor(where) {
    this.#where = where;
    this.#me = where[2];
    this.#takeKept();
  }

  /** Whether nobody looks, and nothing is on its way. */
  get isIdle() {
    return this.#watchers.size === 0 && this.#outgoing.size === 0;
  }

  /**
   * Sends by that conversation from now on. Gives a function that ends the calls.
   *
   * @param {import('../client/refs.js').ConversationRef} conversation
   * @param {(file: File, options: any) => Promise<any>} upload
   * @param {() => void} changed
   */
  open(conversation, upload, changed) {
    this.#conversation = conversation;
    this.#upload = upload;
    const watcher = () => changed();
    this.#watchers.add(watcher);
    const stranded = [...this.#stranded];
    this.#stranded.clear();
    stranded.forEach((key) => this.#begin(key));
    return () => void this.#watchers.delete(watcher);
  }

  /**
   * What is not yet among those messages, oldest first.
   *
   * A message may be seen before the answer that says which one it is: after a break of the line by
   * a round trip and more. Until then one's own message that came after it and says the same is it.
   *
   * @param {readonly any[]} shown newest first
   * @returns {Outgoing[]}
   */
  beyond(shown) {
    this.#newest = shown[0]?.id ?? null;
    const all = [...this.#outgoing.values()];
    const recent = shown.slice(0, all.length + RECENT);
    const known = new Set(recent.map((message) => message.id));
    for (const { key, messageId } of all) {
      if (messageId !== null && known.has(messageId)) {
        this.#outgoing.delete(key);
        this.#claimed.add(messageId);
      }
    }
    const taken = new Set(this.#claimed);
    return [...this.#outgoing.values()].filter((outgoing) => {
      const arrived = outgoing.messageId === null && this.#arrived(outgoing, recent, taken);
      if (arrived) {
        taken.add(arrived.id);
      }
      return !arrived;
    });
  }

  /**
   * @param {Outgoing} outgoing
   * @param {readonly any[]} recent
   * @param {ReadonlySet<string>} taken
   */
  #arrived({ params, after, status }, recent, taken) {
    const end = recent.findIndex((message) => message.id === after);
    const since = end < 0 ? recent : recent.slice(0, end);
    return status === 'failed' || (params.file && !params.content)
      ? undefined
      : since.findLast((m) => m.sender?.id === this.#me && !taken.has(m.id) && saysTheSame(m, params));
  }

  /** Sends something. Whatever becomes of a try, the next one is known to be of the same message. @param {any} given */
  send(given) {
    const key = ++this.#lastKey;
    const params = { ...given, key: newKey() };
    const first = { key, params, createdAt: Date.now(), progress: params.file ? 0 : null };
    this.#set({ ...first, status: 'sending', error: null, messageId: null, after: this.#newest });
    this.#begin(key);
    return key;
  }

  /** Tries again what failed. @param {number} key */
  retry(key) {
    const failed = this.#outgoing.get(key);
    if (failed?.status === 'failed') {
      this.#set({ ...failed, status: 'sending', error: null });
      this.#begin(key);
    }
  }

  /** Gives up what failed, or is being uploaded. @param {number} key */
  discard(key) {
    this.#uploads.get(key)?.abort();
    this.#forget(key);
  }

  /** Takes what a page before this one could not bring to an end. */
  #takeKept() {
    for (const kept of keptOutgoing(this.#where)) {
      const key = ++this.#lastKey;
      this.#outgoing.set(key, Object.freeze({ ...kept, key }));
      if (kept.status === 'sending') {
        this.#stranded.add(key);
      }
    }
  }

  /** @param {number} key */
  #begin(key) {
    const params = this.#outgoing.get(key)?.params;
    if (!params) {
      return;
    }
    const waits = params.file && !params.content;
    // Files take their time; what is written meanwhile need not wait for them.
    const ready = waits ? this.#uploaded(key, params) : Promise.resolve(params);
    const turn = waits ? Promise.resolve() : this.#line;
    const sent = Promise.all([ready, turn]).then(([content]) => this.#send(key, content));
    if (!waits) {
      this.#line = sent;
    }
  }

  /**
   * @param {number} key
   * @param {any} params
   */
  async #uploaded(key, { file, voice, ...rest }) {
    const controller = new AbortController();
    this.#uploads.set(key, controller);
    addEventListener('beforeunload', warn);
    try {
      const block = await this.#upload?.(file, {
        ...voice,
        signal: controller.signal,
        onProgress: (/** @type {number} */ sent, /** @type {number} */ total) =>
          this.#moved(key, total === 0 ? 1 : sent / total),
      });
      const content = [block];
      this.#change(key, { params: { ...rest, file, voice, content } });
      return { ...rest, content };
    } catch (e) {
      this.#fail(key, e);
      return null;
    } finally {
      this.#uploads.delete(key);
      if (this.#uploads.size === 0) {
        removeEventListener('beforeunload', warn);
      }
    }
  }

  /**
   * Hands it over. What follows is handed over behind it at once, as the session keeps the order.
   *
   * @param {number} key
   * @param {any} params
   */
  #send(key, params) {
    if (params !== null && this.#outgoing.has(key)) {
      const { file, voice, ...message } = params;
      this.#conversation?.send(message).then(
        (message) => this.#arrive(key, message.id),
        (error) => this.#fail(key, error),
      );
    }
  }

  /**
   * The server has it. Where nobody looks, nobody waits for the conversation to show it.
   *
   * @param {number} key
   * @param {string} messageId
   */
  #arrive(key, messageId) {
    if (this.#watchers.size === 0) {
      this.#forget(key);
    } else {
      this.#change(key, { messageId, progress: null });
    }
  }

  /** @param {number} key */
  #forget(key) {
    this.#outgoing.delete(key);
    keepOutgoing(this.#where, [...this.#outgoing.values()]);
    this.#tell();
  }

  /**
   * @param {number} key
   * @param {any} error
   */
  #fail(key, error) {
    if (endsSession(error.code)) {
      this.#stranded.add(key);
    } else {
      this.#change(key, { status: 'failed', error });
    }
  }

  /**
   * @param {number} key
   * @param {Partial<Outgoing>} change
   */
  #change(key, change) {
    const before = this.#outgoing.get(key);
    if (before) {
      this.#set({ ...before, ...change });
    }
  }

  /** @param {Outgoing} outgoing */
  #set(outgoing) {
    this.#outgoing.set(outgoing.key, Object.freeze(outgoing));
    keepOutgoing(this.#where, [...this.#outgoing.values()]);
    this.#tell();
  }

  /**
   * How far an upload is, which is not kept.
   *
   * @param {number} key
   * @param {number} progress
   */
  #moved(key, progress) {
    const before = this.#outgoing.get(key);
    if (before) {
      this.#outgoing.set(key, Object.freeze({ ...before, progress }));
      this.#tell();
    }
  }

  #tell() {
    [...this.#watchers].forEach((changed) => changed());
  }
}

/** Files that are on their way would be lost. @param {Event} event */
function warn(event) {
  event.preventDefault();
}
