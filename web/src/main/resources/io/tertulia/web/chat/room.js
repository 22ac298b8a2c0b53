/** @typedef {import('../client/refs.js').ConversationRef} ConversationRef */

/** So many messages are loaded when the reader comes near to the first. */
const PAGE = 50;

/** So many at a time when one is searched that may be far away. */
const LARGE_PAGE = 100;

/** One conversation as a user sees it: follows it, loads more of it, and says that it was read. */
export class Room {
  #session;
  #ref;
  #me;
  #show;
  /** @type {any} */
  #live = null;
  /** @type {any} */
  #online = null;
  #other = '';
  #loading = false;
  #reading = false;

  /** What is known of it. @type {any} */
  details;
  /** Newest first; null where the user takes no part. @type {readonly any[] | null | undefined} */
  messages;
  loadedAll = false;
  /** Those who take part but the user. @type {readonly any[]} */
  others = [];

  /** The first message that was unread when the chat was opened. @type {string | null | undefined} */
  #divider;

  /**
   * @param {import('../client/index.js').TalkSession} session
   * @param {ConversationRef} ref
   * @param {string} me the user's id
   * @param {(news: {[what: string]: any}) => void} show told `details`, `messages` with `loadedAll`,
   *   `people`, `typing`, and whether the only `other` is online
   */
  constructor(session, ref, me, show) {
    this.#session = session;
    this.#ref = ref;
    this.#me = me;
    this.#show = show;
  }

  /** Follows it. @returns {{unsubscribe: () => void}[]} */
  open() {
    const ref = this.#ref;
    this.#live = ref.subscribeMessages((messages, loadedAll) => {
      this.messages = messages;
      this.loadedAll = loadedAll;
      this.#show({ messages, loadedAll });
    });
    return [
      this.#live,
      ref.subscribe((details) => {
        this.details = details;
        this.#show({ details });
      }),
      ref.subscribeParticipants((participants) => {
        const users = (participants ?? []).map((/** @type {any} */ { user }) => user);
        this.others = users.filter(({ id }) => id !== this.#me);
        this.#show({ people: this.others });
        this.#lookForOther();
      }),
      ref.subscribeTyping((typing) => this.#show({ typing })),
      { unsubscribe: () => this.#online?.unsubscribe() },
    ];
  }

  /** Where the messages begin that were unread when the chat was opened; null for nowhere. */
  get firstUnread() {
    if (this.#divider === undefined && this.messages && this.details) {
      const { unreadMessageCount, readUntil } = this.details;
      const unread = this.messages.filter((m) => m.createdAt > readUntil && m.sender?.id !== this.#me);
      this.#divider = unreadMessageCount > 0 ? (unread.at(-1)?.id ?? null) : null;
    }
    return this.#divider ?? null;
  }

  /** Loads earlier messages. */
  async older() {
    if (!this.#loading && !this.loadedAll) {
      this.#loading = true;
      try {
        await this.#live?.loadMore(PAGE);
      } catch {
        // It ended, or there is nothing to load from; both show by themselves.
      } finally {
        this.#loading = false;
      }
    }
  }

  /**
   * Loads until a message is there.
   *
   * @param {{id: string, createdAt: number}} message
   * @param {() => boolean} wanted asked each time whether to go on
   * @returns {Promise<boolean>} whether it is
   */
  async reach(message, wanted) {
    while (!this.messages?.some(({ id }) => id === message.id)) {
      const oldest = this.messages?.at(-1);
      if (this.loadedAll || !oldest || oldest.createdAt < message.createdAt || !wanted()) {
        return false;
      }
      try {
        await this.#live.loadMore(LARGE_PAGE);
      } catch {
        return false; // It ended, which shows by itself.
      }
    }
    return true;
  }

  /** What is in sight is read. */
  async read() {
    const there = document.visibilityState === 'visible' && this.details?.isUnread;
    if (there && !this.#reading) {
      this.#reading = true;
      await this.#ref.markAsRead().catch(() => {});
      this.#reading = false;
    }
  }

  /** With one other person, it is shown whether that one is there. */
  #lookForOther() {
    const other = this.others.length === 1 ? this.others[0].id : '';
    if (other !== this.#other) {
      this.#other = other;
      this.#online?.unsubscribe();
      this.#show({ other: null });
      this.#online = other
        ? this.#session.user(other).subscribeOnline((online) => this.#show({ other: online }))
        : null;
    }
  }
}
