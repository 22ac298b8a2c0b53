import { html, nothing, repeat } from '../lib/lit.js';
import { avatar } from './avatar.js';
import './chatbox.js';
import { ChatElement } from './element.js';
import { ENDED_STYLES, whyEnded } from './ended.js';
import { gist } from './gist.js';
import { INBOX_STYLES } from './inbox-styles.js';
import { AVATAR, THEME } from './styles.js';

/**
 * All conversations of the user, and the chosen one beside them; one after the other where there is
 * little room. `conversation` chooses one. Fires `tertulia-select` with its id.
 */
export class Inbox extends ChatElement {
  static properties = {
    ...ChatElement.properties,
    conversation: { reflect: true },
    conversations: { state: true },
    loadedAll: { state: true },
  };

  static styles = [AVATAR, THEME, ENDED_STYLES, INBOX_STYLES];

  /** @type {any} */
  #live = null;

  /** Who takes part, by conversation. @type {Map<string, string | null>} */
  #names = new Map();

  /** Conversations whose people are not told yet. @type {Set<{unsubscribe: () => void}>} */
  #asked = new Set();

  constructor() {
    super();
    this.conversation = '';
    /** @type {readonly any[] | null} */
    this.conversations = null;
    this.loadedAll = false;
  }

  open() {
    this.conversations = null;
    this.#names.clear();
    this.#live = this.session?.subscribeConversations(
      (/** @type {any} */ conversations, /** @type {boolean} */ loadedAll) => {
        this.conversations = conversations;
        this.loadedAll = loadedAll;
      },
    );
    const asked = { unsubscribe: () => this.#asked.forEach((live) => this.#known(live)) };
    return this.#live ? [this.#live, asked] : [];
  }

  /** How many conversations have something unread. */
  get unread() {
    return this.conversations?.filter((conversation) => conversation.isUnread).length ?? 0;
  }

  render() {
    const { conversation } = this;
    return html`<div class=${conversation ? 'inbox chosen' : 'inbox'}>
      <nav part="list" @scroll=${this.#scrolled}>${this.#state()}${this.#list()}</nav>
      <div class="chat">${conversation ? this.#chat() : this.#nothingChosen()}</div>
    </div>`;
  }

  /** What is to say besides the conversations; of the one that is shown its chat says it. */
  #state() {
    const { words, conversation, conversations } = this;
    if (this.ended) {
      return whyEnded(this.ended, words);
    }
    if (conversations === null) {
      return html`<p class="state" role="status">${words.loading}</p>`;
    }
    if (this.connection === 'offline' && !conversation) {
      return html`<div class="banner" role="status">${words.offline}</div>`;
    }
    return conversations.length === 0 ? html`<p class="state">${words.noConversations}</p>` : nothing;
  }

  #nothingChosen() {
    return this.conversations?.length && !this.ended
      ? html`<p class="state">${this.words.choose}</p>`
      : nothing;
  }

  #list() {
    const all = this.conversations ?? [];
    return all.length === 0
      ? nothing
      : html`<ul aria-label=${this.words.back}>
          ${repeat(all, (c) => c.id, (c) => this.#item(c))}
        </ul>`;
  }

  #chat() {
    const { words } = this;
    return html`<tertulia-chatbox
      app=${this.app}
      user=${this.user}
      server=${this.server}
      conversation=${this.conversation}
      lang=${this.lang || nothing}
      theme=${this.theme || nothing}
      .token=${this.token}
      .tokenFetcher=${this.tokenFetcher}
      .customEmoji=${this.customEmoji}
    >
      <button
        type="button"
        slot="lead"
        class="icon back"
        aria-label=${words.back}
        title=${words.back}
        @click=${() => this.#choose('')}
      ></button>
    </tertulia-chatbox>`;
  }

  /** @param {any} conversation */
  #item(conversation) {
    const { id, subject, lastMessage, isUnread, unreadMessageCount } = conversation;
    const { words } = this;
    const name = subject ?? this.#othersIn(id) ?? id;
    const said = lastMessage ? gist(lastMessage, words) : '';
    const count = unreadMessageCount > 0 ? `${unreadMessageCount} ${words.unread}` : words.unread;
    return html`<li>
      <button
        type="button"
        class=${isUnread ? 'unread' : ''}
        data-id=${id}
        aria-current=${id === this.conversation ? 'true' : 'false'}
        @click=${() => this.#choose(id)}
      >
        ${avatar({ id, name, photoUrl: conversation.photoUrl })}
        <span class="what">
          <span class="line">
            <strong dir="auto">${name}</strong>
            ${lastMessage ? html`<time>${this.#when(lastMessage.createdAt)}</time>` : nothing}
          </span>
          <span class="line">
            <span class="last" dir="auto">${said}</span>
            ${isUnread
              ? unreadMessageCount > 0
                ? html`<span class="badge" role="img" aria-label=${count}>${unreadMessageCount}</span>`
                : html`<span class="dot" role="img" aria-label=${count}></span>`
              : nothing}
          </span>
        </span>
      </button>
    </li>`;
  }

  /** Who else takes part in a conversation without a subject; asked for once. @param {string} id */
  #othersIn(id) {
    const { session } = this;
    if (session && !this.#names.has(id)) {
      this.#names.set(id, null);
      const live = session.conversation(id).subscribeParticipants((participants, loadedAll) => {
        if (participants && (loadedAll || participants.length > 0)) {
          const others = participants.map(({ user }) => user).filter((user) => user.id !== this.user);
          this.#names.set(id, others.map((user) => user.name).join(', ') || null);
          this.#known(live);
          this.requestUpdate();
        }
      });
      this.#asked.add(live);
    }
    return this.#names.get(id) ?? null;
  }

  /** @param {{unsubscribe: () => void}} live */
  #known(live) {
    this.#asked.delete(live);
    live.unsubscribe();
  }

  /** @param {number} at */
  #when(at) {
    const day = new Date(at);
    return day.toDateString() === new Date().toDateString()
      ? day.toLocaleTimeString(this.language, { hour: 'numeric', minute: '2-digit' })
      : day.toLocaleDateString(this.language, { day: 'numeric', month: 'short' });
  }

  /** @param {string} id */
  async #choose(id) {
    const before = this.conversation;
    this.conversation = id;
    this.tell('select', id);
    await this.updateComplete;
    const shown = (/** @type {string} */ selector) => this.renderRoot.querySelector(selector);
    const back = shown('.back');
    if (id && back instanceof HTMLElement && back.checkVisibility()) {
      back.focus(); // There is room for one of the two: the list is gone, and what was used in it.
    } else if (!id) {
      /** @type {HTMLElement | null} */ (shown(`[data-id="${CSS.escape(before)}"]`))?.focus();
    }
  }

  /** @param {Event} event */
  #scrolled(event) {
    const list = /** @type {HTMLElement} */ (event.target);
    if (!this.loadedAll && list.scrollHeight - list.scrollTop < 2 * list.clientHeight) {
      this.#live?.loadMore(30).catch(() => {});
    }
  }
}

customElements.define('tertulia-inbox', Inbox);
