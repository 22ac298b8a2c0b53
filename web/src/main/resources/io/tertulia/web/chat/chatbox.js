import { html, nothing } from '../lib/lit.js';
import { CHATBOX_STYLES } from './chatbox-styles.js';
import './composer.js';
import { straight } from './content.js';
import { dayName } from './days.js';
import { ChatElement } from './element.js';
import { markupOf } from './markup.js';
import { uploadAs } from './media.js';
import './message-list.js';
import { openOutbox } from './outbox.js';
import { keepPlace, takePlace } from './place.js';
import { THEME } from './styles.js';

/**
 * One conversation: `<tertulia-chatbox app="…" user="…" conversation="…">`. Besides what all chat
 * elements have, `heading="off"` leaves the head out.
 */
export class Chatbox extends ChatElement {
  static properties = {
    ...ChatElement.properties,
    conversation: {},
    heading: {},
    details: { state: true },
    messages: { state: true },
    loadedAll: { state: true },
    participants: { state: true },
    typing: { state: true },
    others: { state: true },
    outgoing: { state: true },
    reply: { state: true },
    editing: { state: true },
    image: { state: true },
    reacting: { state: true },
    searching: { state: true },
    dropping: { state: true },
    heard: { state: true },
  };

  static styles = [THEME, CHATBOX_STYLES];

  /** @type {any} */
  #live = null;
  /** @type {import('../client/refs.js').ConversationRef | null} */
  #ref = null;
  /** @type {import('./outbox.js').Outbox | null} */
  #outbox = null;
  #loading = false;
  #reading = false;

  /** The first message that was unread when the chat was opened. @type {string | null | undefined} */
  #divider;

  constructor() {
    super();
    this.conversation = '';
    this.heading = '';
    this.#forget();
  }

  get identity() {
    return [...super.identity, 'conversation'];
  }

  open() {
    this.#forget();
    const { session } = this;
    if (!session || !this.conversation) {
      return [];
    }
    const conversation = session.conversation(this.conversation);
    this.#ref = conversation;
    const sending = openOutbox(
      [this.server, ...this.#where],
      conversation,
      (file, options) => uploadAs(session, file, options),
      () => this.#showOutgoing(),
    );
    this.#outbox = sending.outbox;
    this.#live = conversation.subscribeMessages((messages, loadedAll) => {
      const first = this.messages === undefined;
      this.#announce(messages);
      this.messages = messages;
      this.loadedAll = loadedAll;
      this.#showOutgoing();
      if (first) {
        this.#comeBack();
      }
    });
    const seen = (/** @type {Event} */ _) => this.#read();
    const left = () => keepPlace(this.#where, this.#messageList?.place ?? null);
    document.addEventListener('visibilitychange', seen);
    addEventListener('pagehide', left);
    const page = {
      unsubscribe: () => {
        document.removeEventListener('visibilitychange', seen);
        removeEventListener('pagehide', left);
      },
    };
    return [
      this.#live,
      sending,
      page,
      conversation.subscribe((details) => {
        this.details = details;
      }),
      conversation.subscribeParticipants((participants) => {
        this.participants = participants ?? [];
        this.#lookForOther();
      }),
      conversation.subscribeTyping((typing) => {
        this.typing = typing;
      }),
      { unsubscribe: () => this.#online?.unsubscribe() },
    ];
  }

  render() {
    const { words } = this;
    const known = this.details !== undefined && this.messages !== undefined;
    return html`<div
      class="box"
      @dragover=${this.#dragged}
      @dragleave=${() => {
        this.dropping = false;
      }}
      @drop=${this.#dropped}
    >
      ${this.heading === 'off' || !this.details ? html`<span></span>` : this.#head()}
      ${this.#banner()}
      ${known && this.messages !== null
        ? this.#list()
        : html`<div class="state" role="status">${this.#why(known)}</div>`}
      <div class="typing" aria-live="polite">${this.#typers()}</div>
      ${known && this.details && !this.ended ? this.#composer() : html`<span></span>`}
      <div class="heard" role="log" aria-label=${words.newMessages}>${this.heard}</div>
      ${this.dropping ? html`<div class="drop">${words.dropHere}</div>` : nothing}
      ${this.reacting
        ? html`<tertulia-emoji-picker
            class="picker"
            .words=${words}
            @pick=${(/** @type {CustomEvent} */ e) => this.#react(this.reacting, e.detail, true)}
            @leave=${() => {
              this.#messageList?.focusOn(this.reacting.id);
              this.reacting = null;
            }}
          ></tertulia-emoji-picker>`
        : nothing}
      ${this.searching
        ? html`<tertulia-search
            .words=${words}
            .session=${this.session}
            .conversation=${this.conversation}
            @found=${(/** @type {CustomEvent} */ e) => this.#jump(e.detail)}
            @leave=${this.#leaveSearch}
          ></tertulia-search>`
        : nothing}
      ${this.image
        ? html`<tertulia-lightbox
            .words=${words}
            .images=${this.#images()}
            .image=${this.image}
            @leave=${() => {
              this.image = null;
            }}
          ></tertulia-lightbox>`
        : nothing}
    </div>`;
  }

  #head() {
    const { words } = this;
    const people = this.#others();
    const subject = this.details.subject ?? people.map((/** @type {any} */ p) => p.name).join(', ');
    const online = this.others?.isConnected ?? false;
    const names = people.length > 1 ? people.map((/** @type {any} */ p) => p.name).join(', ') : '';
    return html`<header part="header">
      <div>
        <h2 dir="auto">${subject || this.conversation}</h2>
        <div class=${online ? 'sub online' : 'sub'} dir="auto">${online ? words.online : names}</div>
      </div>
      <button
        type="button"
        class="icon find"
        aria-label=${words.search}
        title=${words.search}
        @click=${() => {
          import('./search.js');
          this.searching = true;
        }}
      ></button>
    </header>`;
  }

  /** Why there are no messages. @param {boolean} known */
  #why(known) {
    const { words } = this;
    if (this.ended) {
      return nothing;
    }
    return known ? words.notHere : words.connecting;
  }

  #banner() {
    const { words } = this;
    if (this.ended) {
      return html`<div class="banner" role="alert">${words.ended} ${this.ended.message}</div>`;
    }
    return this.connection === 'offline'
      ? html`<div class="banner" role="status">${words.offline}</div>`
      : html`<span></span>`;
  }

  #list() {
    return html`<tertulia-message-list
      .messages=${this.messages}
      .outgoing=${this.outgoing}
      .view=${this.#view()}
      @older=${this.#older}
      @seen=${this.#read}
      @message-action=${this.#act}
    ></tertulia-message-list>`;
  }

  #composer() {
    const { words, details } = this;
    if (details.access !== 'ReadWrite') {
      return html`<div class="banner">${words.readOnly}</div>`;
    }
    return html`<tertulia-composer
      part="composer"
      .words=${words}
      .people=${this.#others()}
      .may=${{ files: true, location: true, voice: true, mentions: true }}
      .reply=${this.reply}
      .editing=${this.editing}
      @send=${this.#send}
      @typing=${() => this.#ref?.markAsTyping().catch(() => {})}
      @leave=${() => {
        this.reply = null;
        this.editing = null;
      }}
    ></tertulia-composer>`;
  }

  #view() {
    const { language, words, details } = this;
    const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    return {
      words,
      me: this.user,
      loadedAll: this.loadedAll,
      welcomeMessages: details?.welcomeMessages ?? [],
      readUntil: details?.everyoneReadUntil ?? 0,
      unread: details?.unreadMessageCount ?? 0,
      divider: this.#firstUnread(),
      may: this.#may(details?.access === 'ReadWrite'),
      way: this.#way,
      time: (/** @type {number} */ at) => time.format(at),
      day: (/** @type {number} */ at) => dayName(at, language, words),
    };
  }

  /** @param {boolean} write */
  #may(write) {
    return write ? MAY_WRITE : MAY_READ;
  }

  get #way() {
    const { words } = this;
    if (this.#lastWay?.words !== words || this.#lastWay?.emoji !== this.customEmoji) {
      this.#lastWay = {
        words,
        emoji: this.customEmoji,
        onAction: (/** @type {string} */ action, /** @type {any} */ params) =>
          this.tell('action', { action, params }),
        onImage: (/** @type {any} */ block) => {
          import('./lightbox.js');
          this.image = block;
        },
      };
    }
    return this.#lastWay;
  }

  /** @type {any} */
  #lastWay = null;

  /** @type {any} */
  #online = null;

  #forget() {
    /** @type {any} */
    this.details = undefined;
    /** @type {any} */
    this.messages = undefined;
    this.loadedAll = false;
    /** @type {readonly any[]} */
    this.participants = [];
    /** @type {any} */
    this.typing = null;
    /** @type {any} */
    this.others = null;
    /** @type {readonly any[]} */
    this.outgoing = [];
    /** @type {any} */
    this.reply = null;
    /** @type {any} */
    this.editing = null;
    /** @type {any} */
    this.image = null;
    /** @type {any} */
    this.reacting = null;
    this.searching = false;
    this.dropping = false;
    /** The last message of somebody else, for who does not see it. */
    this.heard = '';
    this.#divider = undefined;
    this.#online = null;
    this.#live = null;
    this.#ref = null;
    this.#outbox = null;
  }

  #others() {
    return this.participants.map((p) => p.user).filter((user) => user.id !== this.user);
  }

  /** With one other person, it is shown whether that one is there. */
  #lookForOther() {
    const others = this.#others();
    const other = others.length === 1 ? others[0].id : null;
    if (other !== (this.others?.user.id ?? null)) {
      this.#online?.unsubscribe();
      this.others = null;
      this.#online = other
        ? this.session?.user(other).subscribeOnline((online) => {
            this.others = online;
          })
        : null;
    }
  }

  #typers() {
    const { typing, words } = this;
    if (!typing || (!typing.many && typing.users.length === 0)) {
      return nothing;
    }
    if (typing.many) {
      return words.manyTyping;
    }
    const names = new Intl.ListFormat(this.language).format(
      typing.users.map((/** @type {any} */ u) => straight(u.name)),
    );
    return `${names} ${typing.users.length === 1 ? words.oneTyping : words.twoTyping}`;
  }

  /** Where the messages begin that were unread when the chat was opened. */
  #firstUnread() {
    if (this.#divider === undefined && this.messages && this.details) {
      const { unreadMessageCount, readUntil } = this.details;
      const unread = this.messages.filter(
        (/** @type {any} */ m) => m.createdAt > readUntil && m.sender?.id !== this.user,
      );
      this.#divider = unreadMessageCount > 0 ? (unread.at(-1)?.id ?? null) : null;
    }
    return this.#divider ?? null;
  }

  /** What is new is said, by those who read it aloud; not what was there before. @param {readonly any[] | null} messages */
  #announce(messages) {
    const last = this.messages?.[0];
    const newest = messages?.[0];
    const isNew = this.messages && newest && newest.createdAt >= (last?.createdAt ?? 0);
    if (isNew && newest.id !== last?.id && newest.sender?.id !== this.user) {
      const { name } = newest.sender ?? { name: '' };
      const what = newest.plaintext || newest.content[0]?.filename || this.words.location;
      this.heard = name ? `${name}: ${what}` : what;
    }
  }

  get #where() {
    return [this.app, this.user, this.conversation];
  }

  /** Goes to where the reader was before the page was loaded anew. */
  async #comeBack() {
    const place = takePlace(this.#where);
    if (place && (await this.#reach(place))) {
      this.#messageList?.put(place);
    }
  }

  #showOutgoing() {
    this.outgoing = this.#outbox?.beyond(this.messages ?? []) ?? [];
  }

  async #older() {
    if (!this.#loading && !this.loadedAll) {
      this.#loading = true;
      try {
        await this.#live?.loadMore(50);
      } catch {
        // It ended, or there is nothing to load from; both show by themselves.
      } finally {
        this.#loading = false;
      }
    }
  }

  /** What is in sight is read. */
  async #read() {
    const there = document.visibilityState === 'visible' && this.details?.isUnread;
    if (there && !this.#reading && this.#ref) {
      this.#reading = true;
      await this.#ref.markAsRead().catch(() => {});
      this.#reading = false;
    }
  }

  /** @param {CustomEvent} event */
  #send({ detail: { text, content, files, voice } }) {
    const { editing, reply } = this;
    if (editing) {
      this.#change(editing.message, text === undefined ? { content } : { text });
      return;
    }
    const more = reply ? { referencedMessage: reply.id } : {};
    this.reply = null;
    if (voice) {
      const { file, duration } = voice;
      this.#outbox?.send({ file, voice: { voice: true, duration }, ...more });
    } else if (files) {
      files.forEach((/** @type {File} */ file) => this.#outbox?.send({ file, ...more }));
    } else {
      this.#outbox?.send(text === undefined ? { content, ...more } : { text, ...more });
    }
    this.#messageList?.toEnd();
  }

  /**
   * @param {any} message
   * @param {any} change
   */
  async #change(message, change) {
    this.editing = null;
    await this.#attempt(() => this.#ref?.message(message.id).edit(change));
  }

  /** @param {() => Promise<unknown> | undefined} what */
  async #attempt(what) {
    try {
      await what();
    } catch (error) {
      this.tell('error', error);
    }
  }

  /** @returns {import('./message-list.js').MessageList | null} */
  get #messageList() {
    return this.renderRoot.querySelector('tertulia-message-list');
  }

  /** @param {CustomEvent} event */
  #act({ detail: { action, message, key, emoji, add } }) {
    switch (action) {
      case 'retry':
        this.#outbox?.retry(key);
        break;
      case 'discard':
        this.#outbox?.discard(key);
        break;
      case 'reply':
        this.editing = null;
        this.reply = message;
        break;
      case 'edit':
        this.reply = null;
        this.editing = { message, markup: markupOf(message.content) };
        break;
      case 'delete':
        this.#delete(message);
        break;
      case 'react':
        import('./emoji-picker.js');
        this.reacting = message;
        break;
      case 'toggle':
        this.#react(message, emoji, add);
        break;
      case 'jump':
        this.#jump(message);
        break;
      default:
    }
  }

  /** @param {any} message */
  async #delete(message) {
    const { ask } = await import('./dialog.js');
    const { words } = this;
    const labels = { yes: words.delete, no: words.cancel };
    if (await ask(this.renderRoot, words.deleteQuestion, labels)) {
      await this.#attempt(() => this.#ref?.message(message.id).delete());
      this.#messageList?.focusOn(null);
    } else {
      this.#messageList?.focusOn(message.id);
    }
  }

  /**
   * @param {any} message
   * @param {string} emoji
   * @param {boolean} add
   */
  async #react(message, emoji, add) {
    if (this.reacting) {
      this.#messageList?.focusOn(this.reacting.id);
      this.reacting = null;
    }
    const reactions = this.#ref?.message(message.id).reactions(emoji);
    await this.#attempt(() => (add ? reactions?.add() : reactions?.remove()));
  }

  /** Goes to a message, loading what lies between. @param {{id: string, createdAt: number}} message */
  async #jump(message) {
    this.searching = false;
    if (await this.#reach(message)) {
      this.#messageList?.show(message.id);
    }
  }

  /**
   * Loads until a message is there.
   *
   * @param {{id: string, createdAt: number}} message
   * @returns {Promise<boolean>} whether it is
   */
  async #reach(message) {
    const live = this.#live;
    while (!this.messages?.some((/** @type {any} */ { id }) => id === message.id)) {
      const oldest = this.messages?.at(-1);
      if (this.loadedAll || !oldest || oldest.createdAt < message.createdAt || live !== this.#live) {
        return false;
      }
      try {
        await live.loadMore(100);
      } catch {
        return false; // It ended, which shows by itself.
      }
    }
    await this.updateComplete;
    await this.#messageList?.updateComplete;
    return true;
  }

  async #leaveSearch() {
    this.searching = false;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('button.find'))?.focus();
  }

  #images() {
    return [...this.messages]
      .reverse()
      .flatMap((message) => message.content)
      .filter((block) => block.type === 'file' && block.subtype === 'image');
  }

  /** @param {DragEvent} event */
  #dragged(event) {
    if (event.dataTransfer?.types.includes('Files') && this.details?.access === 'ReadWrite') {
      event.preventDefault();
      this.dropping = true;
    }
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    if (this.dropping) {
      event.preventDefault();
      this.dropping = false;
      [...(event.dataTransfer?.files ?? [])].forEach((file) => this.#outbox?.send({ file }));
    }
  }
}

const MAY_WRITE = Object.freeze({ write: true, react: true });
const MAY_READ = Object.freeze({ write: false, react: true });

customElements.define('tertulia-chatbox', Chatbox);
