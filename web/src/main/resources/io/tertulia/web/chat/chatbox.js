import { html, nothing } from '../lib/lit.js';
import { LEAD, aloud, banner, head, imagesOf, typers } from './chatbox-parts.js';
import { CHATBOX_STYLES } from './chatbox-styles.js';
import './composer.js';
import { Deeds } from './deeds.js';
import { ChatElement } from './element.js';
import { ENDED_STYLES } from './ended.js';
import { ListView } from './list-view.js';
import { uploadAs } from './media.js';
import './message-list.js';
import { openOutbox } from './outboxes.js';
import { keepPlace, takePlace } from './place.js';
import { Room } from './room.js';
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
    people: { state: true },
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

  static styles = [THEME, ENDED_STYLES, CHATBOX_STYLES];

  #view = new ListView();
  #deeds = new Deeds(this);
  /** @type {Room | null} */
  #room = null;
  /** @type {import('./outbox.js').Outbox | null} */
  outbox = null;
  /** @type {import('../client/refs.js').ConversationRef | null} */
  ref = null;

  constructor() {
    super();
    this.conversation = '';
    this.heading = '';
    this.#forget();
  }

  get identity() {
    return [...super.identity, 'conversation'];
  }

  /** The list of messages, while there is one. @returns {import('./message-list.js').MessageList | null} */
  get list() {
    return this.renderRoot.querySelector('tertulia-message-list');
  }

  open() {
    this.#forget();
    const { session } = this;
    if (!session || !this.conversation) {
      return [];
    }
    const ref = session.conversation(this.conversation);
    const sending = openOutbox(
      [this.server, ...this.#where],
      ref,
      (file, options) => uploadAs(session, file, options),
      () => this.#showOutgoing(),
    );
    const room = new Room(session, ref, this.user, (news) => this.#told(news));
    this.ref = ref;
    this.outbox = sending.outbox;
    this.#room = room;
    return [sending, this.#watchPage(room), ...room.open()];
  }

  render() {
    const { words } = this;
    const known = this.details !== undefined && this.messages !== undefined;
    return html`<div
      class="box"
      @dragover=${(/** @type {DragEvent} */ event) => this.#deeds.drag(event)}
      @dragleave=${() => {
        this.dropping = false;
      }}
      @drop=${(/** @type {DragEvent} */ event) => this.#deeds.drop(event)}
    >
      ${this.heading === 'off' || !this.details ? html`<div>${LEAD}</div>` : head(this, this.#search)}
      ${banner(this)}
      ${known && this.messages !== null
        ? this.#messages()
        : html`<div class="state" role="status">${this.#why(known)}</div>`}
      <div class="typing" aria-live="polite">${typers(this)}</div>
      ${known && this.details && !this.ended ? this.#composer() : html`<span></span>`}
      <div class="heard" role="log" aria-label=${words.newMessages}>${this.heard}</div>
      ${this.dropping ? html`<div class="drop">${words.dropHere}</div>` : nothing}
      ${this.#above()}
    </div>`;
  }

  /** Goes to a message, loading what lies between. @param {{id: string, createdAt: number}} message */
  async jump(message) {
    this.searching = false;
    if (await this.#reach(message)) {
      await this.list?.show(message.id);
    }
  }

  /** Why there are no messages. @param {boolean} known */
  #why(known) {
    const { words } = this;
    if (this.ended) {
      return nothing;
    }
    return known ? words.notHere : words.connecting;
  }

  #messages() {
    return html`<tertulia-message-list
      .messages=${this.messages}
      .outgoing=${this.outgoing}
      .view=${this.#view.of(this, this.#room?.firstUnread ?? null)}
      @older=${() => this.#room?.older()}
      @seen=${() => this.#room?.read()}
      @message-action=${(/** @type {CustomEvent} */ event) => this.#deeds.act(event)}
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
      .people=${this.people}
      .may=${{ files: true, location: true, voice: true, mentions: true }}
      .reply=${this.reply}
      .editing=${this.editing}
      .where=${this.#where}
      @send=${(/** @type {CustomEvent} */ event) => this.#deeds.send(event)}
      @typing=${() => this.ref?.markAsTyping().catch(() => {})}
      @leave=${() => {
        this.reply = null;
        this.editing = null;
      }}
    ></tertulia-composer>`;
  }

  /** What stands above all else while it is wanted. */
  #above() {
    const { words } = this;
    return html`${this.reacting
        ? html`<tertulia-emoji-picker
            class="picker"
            .words=${words}
            @pick=${(/** @type {CustomEvent} */ e) => this.#deeds.react(this.reacting, e.detail, true)}
            @leave=${() => this.#deeds.leaveReacting()}
          ></tertulia-emoji-picker>`
        : nothing}
      ${this.searching
        ? html`<tertulia-search
            .words=${words}
            .session=${this.session}
            .conversation=${this.conversation}
            @found=${(/** @type {CustomEvent} */ e) => this.jump(e.detail)}
            @leave=${this.#leaveSearch}
          ></tertulia-search>`
        : nothing}
      ${this.image
        ? html`<tertulia-lightbox
            .words=${words}
            .images=${imagesOf(this.messages)}
            .image=${this.image}
            @leave=${() => {
              this.image = null;
            }}
          ></tertulia-lightbox>`
        : nothing}`;
  }

  #search() {
    import('./search.js');
    this.searching = true;
  }

  #forget() {
    /** @type {any} */
    this.details = undefined;
    /** @type {any} */
    this.messages = undefined;
    this.loadedAll = false;
    /** All who take part but the user. @type {readonly any[]} */
    this.people = [];
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
    this.#room = null;
    this.ref = null;
    this.outbox = null;
  }

  get #where() {
    return [this.app, this.user, this.conversation];
  }

  /** There is news of the conversation. @param {{[what: string]: any}} news */
  #told({ messages, loadedAll, other, ...news }) {
    Object.assign(this, news);
    if (other !== undefined) {
      this.others = other;
    }
    if (messages !== undefined) {
      const first = this.messages === undefined;
      this.heard = aloud(messages, this.messages, this) ?? this.heard;
      this.messages = messages;
      this.loadedAll = loadedAll;
      this.#showOutgoing();
      if (first) {
        this.#comeBack();
      }
    }
  }

  /** Sees when the page is seen again, and when it goes. @param {Room} room */
  #watchPage(room) {
    const seen = () => void room.read();
    const left = () => keepPlace(this.#where, this.list?.place ?? null);
    document.addEventListener('visibilitychange', seen);
    addEventListener('pagehide', left);
    return {
      unsubscribe: () => {
        document.removeEventListener('visibilitychange', seen);
        removeEventListener('pagehide', left);
      },
    };
  }

  #showOutgoing() {
    this.outgoing = this.outbox?.beyond(this.messages ?? []) ?? [];
  }

  /** Goes to where the reader was before the page was loaded anew. */
  async #comeBack() {
    const place = takePlace(this.#where);
    if (place && (await this.#reach(place))) {
      await this.list?.put(place);
    }
  }

  /** @param {{id: string, createdAt: number}} message @returns {Promise<boolean>} whether it is in the list */
  async #reach(message) {
    const room = this.#room;
    const there = (await room?.reach(message, () => room === this.#room)) ?? false;
    await this.updateComplete;
    await this.list?.updateComplete;
    return there;
  }

  async #leaveSearch() {
    this.searching = false;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('button.find'))?.focus();
  }
}

customElements.define('tertulia-chatbox', Chatbox);
