import { css, html, nothing, repeat } from '../lib/lit.js';
import { avatar } from './avatar.js';
import './chatbox.js';
import { ChatElement } from './element.js';
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

  static styles = [
    AVATAR,
    THEME,
    css`
      :host {
        block-size: 100%;
        min-block-size: 300px;
        container-type: inline-size;
        overflow: hidden;
      }
      .inbox {
        block-size: 100%;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(240px, 320px) minmax(0, 1fr);
      }
      nav {
        overflow-y: auto;
        border-inline-end: 1px solid var(--line);
      }
      nav ul {
        list-style: none;
        margin: 0;
        padding: 6px;
      }
      nav button {
        inline-size: 100%;
        display: flex;
        gap: 10px;
        align-items: center;
        text-align: start;
        padding: 9px 10px;
        border-radius: 12px;
      }
      nav button:hover {
        background: var(--raised);
      }
      nav button[aria-current='true'] {
        background: var(--own);
      }
      .what {
        flex: 1;
        min-inline-size: 0;
      }
      .line {
        display: flex;
        gap: 8px;
        align-items: baseline;
      }
      .line > :first-child {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .last,
      time {
        font-size: 13px;
        color: var(--faint);
      }
      .unread strong,
      .unread .last {
        font-weight: 700;
        color: var(--ink);
      }
      .dot {
        inline-size: 10px;
        block-size: 10px;
        border-radius: 50%;
        background: var(--accent);
      }
      .chat {
        min-inline-size: 0;
        block-size: 100%;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      .chat tertulia-chatbox {
        grid-row: 2;
      }
      .back {
        display: none;
        --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M14 5l-7 7 7 7'/%3E%3C/svg%3E");
      }
      .state {
        color: var(--faint);
        text-align: center;
        padding: 20px;
      }
      @container (max-width: 640px) {
        .inbox {
          grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        }
        .inbox.chosen nav,
        .inbox:not(.chosen) .chat {
          display: none;
        }
        .back {
          display: inline-grid;
          margin: 4px;
        }
      }
    `,
  ];

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
    const { words, conversation } = this;
    return html`<div class=${conversation ? 'inbox chosen' : 'inbox'}>
      <nav part="list" @scroll=${this.#scrolled}>
        ${this.conversations?.length === 0
          ? html`<p class="state">${words.noConversations}</p>`
          : html`<ul>
              ${repeat(this.conversations ?? [], (c) => c.id, (c) => this.#item(c))}
            </ul>`}
        ${this.conversations === null ? html`<p class="state" role="status">${words.loading}</p>` : nothing}
      </nav>
      <div class="chat">
        <button type="button" class="icon back" aria-label=${words.previous} @click=${() => this.#choose('')}></button>
        ${conversation
          ? html`<tertulia-chatbox
              app=${this.app}
              user=${this.user}
              server=${this.server}
              conversation=${conversation}
              lang=${this.lang || nothing}
              theme=${this.theme || nothing}
              .token=${this.token}
              .tokenFetcher=${this.tokenFetcher}
              .customEmoji=${this.customEmoji}
            ></tertulia-chatbox>`
          : nothing}
      </div>
    </div>`;
  }

  /** @param {any} conversation */
  #item(conversation) {
    const { id, subject, lastMessage, isUnread, unreadMessageCount } = conversation;
    const { words } = this;
    const name = subject ?? this.#othersIn(id) ?? id;
    const said = lastMessage
      ? lastMessage.plaintext || lastMessage.content[0]?.filename || words.location
      : '';
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
