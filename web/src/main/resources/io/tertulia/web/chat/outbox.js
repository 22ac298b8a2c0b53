/**
 * Messages on their way: shown at once, sent once, and gone as soon as the conversation shows them.
 *
 * @typedef {'sending' | 'failed'} OutgoingStatus
 * @typedef {Readonly<{key: number, params: any, createdAt: number, status: OutgoingStatus,
 *   error: Error | null, progress: number | null, messageId: string | null}>} Outgoing
 *   - params: as for `ConversationRef.send`, or with `file` for one that is uploaded first
 *   - progress: of an upload, from 0 to 1; null when there is none
 *   - messageId: once the server has it
 */

/** Sends messages of one conversation in the order in which they were given. */
export class Outbox {
  #conversation;
  #upload;
  #changed;
  #lastKey = 0;
  /** @type {Map<number, Outgoing>} */
  #outgoing = new Map();
  /** @type {Map<number, AbortController>} */
  #uploads = new Map();

  /** Each send begins when the one before it was handed over. @type {Promise<void>} */
  #line = Promise.resolve();

  /**
   * @param {import('../client/refs.js').ConversationRef} conversation
   * @param {(file: File, options: any) => Promise<any>} upload gives the block to send
   * @param {() => void} changed
   */
  constructor(conversation, upload, changed) {
    this.#conversation = conversation;
    this.#upload = upload;
    this.#changed = changed;
  }

  /**
   * What is not yet among those messages, oldest first.
   *
   * @param {readonly {id: string}[]} shown
   * @returns {Outgoing[]}
   */
  beyond(shown) {
    const all = [...this.#outgoing.values()];
    const known = new Set(shown.slice(0, all.length + 50).map((message) => message.id));
    for (const { key, messageId } of all) {
      if (messageId !== null && known.has(messageId)) {
        this.#outgoing.delete(key);
      }
    }
    return [...this.#outgoing.values()];
  }

  /** Sends something. @param {any} params */
  send(params) {
    const key = ++this.#lastKey;
    const first = { key, params, createdAt: Date.now(), progress: params.file ? 0 : null };
    this.#set({ ...first, status: 'sending', error: null, messageId: null });
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
    this.#outgoing.delete(key);
    this.#changed();
  }

  /** @param {number} key */
  #begin(key) {
    const params = this.#outgoing.get(key)?.params;
    // Files take their time; what is written meanwhile need not wait for them.
    const ready = params.file ? this.#uploaded(key, params) : Promise.resolve(params);
    const turn = params.file ? Promise.resolve() : this.#line;
    const sent = Promise.all([ready, turn]).then(([content]) => this.#send(key, content));
    if (!params.file) {
      this.#line = sent;
    }
  }

  /**
   * @param {number} key
   * @param {any} params
   */
  async #uploaded(key, { file, ...rest }) {
    const controller = new AbortController();
    this.#uploads.set(key, controller);
    try {
      const block = await this.#upload(file, {
        signal: controller.signal,
        onProgress: (/** @type {number} */ sent, /** @type {number} */ total) =>
          this.#change(key, { progress: total === 0 ? 1 : sent / total }),
      });
      return { ...rest, content: [block] };
    } catch (e) {
      this.#fail(key, e);
      return null;
    } finally {
      this.#uploads.delete(key);
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
      this.#conversation.send(params).then(
        (message) => this.#change(key, { messageId: message.id, progress: null }),
        (error) => this.#fail(key, error),
      );
    }
  }

  /**
   * @param {number} key
   * @param {any} error
   */
  #fail(key, error) {
    this.#change(key, { status: 'failed', error });
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
    this.#changed();
  }
}
