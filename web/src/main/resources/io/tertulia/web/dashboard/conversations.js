import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { count, moment } from './format.js';
import { DashboardPage, address, said } from './page.js';

const PAGE = 30;

/** The conversations of an app, and what was said in all of them. */
class ConversationsPage extends DashboardPage {
  static properties = {
    found: { state: true },
    hits: { state: true },
    more: { state: true },
  };

  #words = '';
  #inMessages = false;
  #next = '';

  constructor() {
    super();
    /** @type {any[] | null} */
    this.found = null;
    /** Messages with all words. @type {any[] | null} */
    this.hits = null;
    this.more = false;
  }

  async load() {
    await this.#begin('', false);
  }

  /** @param {string} words @param {boolean} inMessages */
  async #begin(words, inMessages) {
    this.#words = words.trim();
    this.#inMessages = inMessages && this.#words !== '';
    this.#next = '';
    this.found = this.#inMessages ? null : [];
    this.hits = this.#inMessages ? [] : null;
    await this.#look();
  }

  async #look() {
    if (this.#inMessages) {
      const known = this.hits;
      const page = await this.app.get(['search', 'messages'], { q: this.#words, limit: PAGE, cursor: this.#next });
      if (known !== this.hits) {
        return;
      }
      this.hits = [...(this.hits ?? []), ...page.data];
      this.#next = page.cursor ?? '';
      this.more = page.cursor !== undefined;
      return;
    }
    const path = this.#words ? ['search', 'conversations'] : ['conversations'];
    const known = this.found;
    const { data } = await this.app.get(path, { q: this.#words, limit: PAGE, startingAfter: this.#next });
    if (known !== this.found) {
      return; // Somebody else was faster.
    }
    this.found = [...(this.found ?? []), ...data];
    this.#next = data.at(-1)?.id ?? '';
    this.more = data.length === PAGE;
  }

  /** @param {SubmitEvent} event */
  #search(event) {
    const form = said(event);
    void this.attempt(() => this.#begin(String(form.get('words')), form.get('where') === 'messages'));
  }

  render() {
    return html`<h1 tabindex="-1">Conversations of ${this.appId}</h1>
      ${this.said()}
      <form class="row" role="search" @submit=${this.#search}>
        <label>Words <input name="words" type="search" autocomplete="off" /></label>
        <label
          >in
          <select name="where">
            <option value="names">ids and subjects</option>
            <option value="messages">messages</option>
          </select>
        </label>
        <button class="main" ?disabled=${this.busy}>Search</button>
      </form>
      ${this.hits ? this.#messages(this.hits) : this.#conversations()}
      ${this.more
        ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#look())}>More</button>`
        : nothing}`;
  }

  #conversations() {
    return html`<ul class="list" aria-label="Conversations">
        ${this.found?.map(
          (one) => html`<li>
            <div>
              <a href=${address('apps', this.appId, 'conversations', one.id)}>${one.subject ?? one.id}</a>
              <span class="faint">${one.id}, ${people(Object.keys(one.participants).length)}</span>
            </div>
            <span class="faint">${moment(one.lastMessage?.createdAt ?? one.createdAt)}</span>
          </li>`,
        )}
      </ul>
      ${this.none(this.found, 'None.')}`;
  }

  /** @param {any[]} hits */
  #messages(hits) {
    return html`<ul class="list" aria-label="Messages">
        ${hits.map(
          (hit) => html`<li>
            <div>
              <a href=${address('apps', this.appId, 'conversations', hit.conversationId)}>${hit.conversationId}</a>
              <p class="text">${hit.text}</p>
            </div>
            <span class="faint">${hit.senderId ?? 'system'}, ${moment(hit.createdAt)}</span>
          </li>`,
        )}
      </ul>
      ${this.none(hits, 'None.')}`;
  }
}

/** A conversation, who is in it, and its messages, the newest first. */
class ConversationPage extends DashboardPage {
  static properties = {
    conversation: { state: true },
    messages: { state: true },
    more: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.conversation = null;
    /** @type {any[]} */
    this.messages = [];
    this.more = false;
  }

  async load() {
    this.conversation = null;
    this.messages = [];
    this.conversation = await this.app.get(['conversations', this.item]);
    await this.#older();
  }

  async #older() {
    const known = this.messages;
    const { data } = await this.app.get(['conversations', this.item, 'messages'], {
      limit: PAGE,
      startingAfter: known.at(-1)?.id,
    });
    if (known !== this.messages) {
      return; // Somebody else was faster.
    }
    this.messages = [...this.messages, ...data];
    this.more = data.length === PAGE;
  }

  async #delete() {
    const question = `Delete the conversation ${this.item} with all messages and files in it, for good?`;
    if (await ask(question, 'Delete the conversation', this.item)) {
      await this.attempt(async () => {
        await this.app.call('DELETE', ['conversations', this.item]);
        location.hash = address('apps', this.appId, 'conversations');
      });
    }
  }

  /** @param {string} id */
  async #deleteMessage(id) {
    if (await ask('Delete this message for everybody?', 'Delete')) {
      await this.attempt(async () => {
        await this.app.call('DELETE', ['conversations', this.item, 'messages', id]);
        this.messages = this.messages.filter((message) => message.id !== id);
      }, 'The message was deleted.');
    }
  }

  render() {
    const { conversation } = this;
    return html`<h1 tabindex="-1">${conversation?.subject ?? this.item}</h1>
      <p><a href=${address('apps', this.appId, 'conversations')}>All conversations of ${this.appId}</a></p>
      ${this.said()}
      ${conversation
        ? html`<p class="faint">${conversation.id}, since ${moment(conversation.createdAt)}</p>
            <h2>Who is in it</h2>
            <ul class="people" aria-label="Participants">
              ${Object.entries(conversation.participants).map(
                ([id, seat]) => html`<li>
                  <a href=${address('apps', this.appId, 'people', id)}>${id}</a>
                  <span class="faint">${/** @type {any} */ (seat).access}</span>
                </li>`,
              )}
            </ul>
            <h2>Messages, the newest first</h2>
            <ol class="list" aria-label="Messages">
              ${this.messages.map((message) => this.#message(message))}
            </ol>
            ${this.none(this.messages, 'None.')}
            ${this.more
              ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#older())}>Older ones</button>`
              : nothing}
            <h2>Delete</h2>
            <button class="danger" @click=${this.#delete}>Delete the conversation</button>`
        : nothing}`;
  }

  /** @param {any} message */
  #message(message) {
    return html`<li>
      <div>
        <b
          >${message.senderId
            ? html`<a href=${address('apps', this.appId, 'people', message.senderId)}>${message.senderId}</a>`
            : 'system'}</b
        >
        <span class="faint">${moment(message.createdAt)}${message.editedAt ? ', edited' : ''}</span>
        ${message.content.map(block)}
        ${Object.entries(message.reactions).map(
          ([emoji, users]) => html`<span class="badge">${emoji} ${/** @type {string[]} */ (users).join(', ')}</span>`,
        )}
      </div>
      <button
        class="danger"
        aria-label=${`Delete the message of ${moment(message.createdAt)}`}
        @click=${() => this.#deleteMessage(message.id)}
      >
        Delete
      </button>
    </li>`;

    /** @param {any} one @param {number} place */
    function block(one, place) {
      switch (one.type) {
        case 'text':
          // The first text is told as it was written, too.
          return place > 0
            ? html`<p><code>${JSON.stringify(one.children)}</code></p>`
            : html`<p class="text">${message.text}</p>`;
        case 'file':
          return html`<p><a href=${link(one.url)} target="_blank" rel="noreferrer">${one.filename ?? one.url}</a></p>`;
        default:
          return html`<p><code>${JSON.stringify(one)}</code></p>`;
      }
    }
  }
}

/** @param {number} number */
function people(number) {
  return number === 1 ? '1 person' : `${count(number)} people`;
}

/** An address that may be opened: what could run is none. @param {string} url */
function link(url) {
  return /^(https?:|\/)/.test(url) ? url : '#/';
}

customElements.define('tertulia-conversations', ConversationsPage);
customElements.define('tertulia-conversation', ConversationPage);
