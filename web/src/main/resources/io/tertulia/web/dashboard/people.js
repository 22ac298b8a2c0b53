import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { moment } from './format.js';
import { DashboardPage, address, said } from './page.js';

const PAGE = 100;

/** So many users are looked through until somebody asks to go on. */
const AT_ONCE = 1000;

const LISTED = 100;

/** @typedef {Record<string, any> & {id: string, name: string, createdAt: number}} User */

/** The users of an app: searched, looked at, erased. */
class PeoplePage extends DashboardPage {
  static properties = {
    found: { state: true },
    looked: { state: true },
    more: { state: true },
    user: { state: true },
    rooms: { state: true },
  };

  #words = '';
  /** @type {string | undefined} the last one that was looked at */
  #last;

  constructor() {
    super();
    /** @type {User[] | null} */
    this.found = null;
    this.looked = 0;
    this.more = false;
    /** @type {User | null} */
    this.user = null;
    /** @type {{id: string, subject: string | null, unreadMessageCount: number}[]} */
    this.rooms = [];
  }

  async load() {
    this.user = null;
    if (this.item) {
      this.user = await this.app.get(['users', this.item]);
      this.rooms = (await this.app.get(['users', this.item, 'conversations'], { limit: LISTED })).data;
    } else {
      await this.#begin('');
    }
  }

  /** @param {string} words */
  async #begin(words) {
    this.#words = words.trim().toLowerCase();
    this.#last = undefined;
    this.found = [];
    this.looked = 0;
    await this.#look();
  }

  /** The server lists people, the newest first; who is meant is found out here. */
  async #look() {
    const end = this.looked + (this.#words ? AT_ONCE : PAGE);
    do {
      const known = this.found;
      const page = (await this.app.get(['users'], { limit: PAGE, startingAfter: this.#last })).data;
      if (known !== this.found) {
        return; // Somebody searches for something else.
      }
      this.#last = page.at(-1)?.id;
      this.looked += page.length;
      this.more = page.length === PAGE;
      this.found = [...(this.found ?? []), ...page.filter((/** @type {User} */ user) => this.#isMeant(user))];
    } while (this.more && this.looked < end);
  }

  /** @param {User} user */
  #isMeant(user) {
    const text = [user.id, user.name, user.role, ...(user.email ?? []), ...(user.phone ?? [])].join('\n').toLowerCase();
    return this.#words.split(/\s+/).every((word) => text.includes(word));
  }

  /** @param {SubmitEvent} event */
  #search(event) {
    const words = String(said(event).get('words'));
    void this.attempt(() => this.#begin(words));
  }

  /** @param {User} user */
  async #erase({ id }) {
    const question = `Erase ${id}, with all messages, reactions and files of that user, for good?`;
    if (await ask(question, 'Erase', id)) {
      await this.attempt(async () => {
        const { pending } = await this.app.call('DELETE', ['users', id]);
        this.later = pending ? `${id} is being erased.` : `${id} was erased.`;
        location.hash = address('apps', this.appId, 'people');
      });
    }
  }

  render() {
    return this.item ? this.#one() : this.#list();
  }

  #list() {
    return html`<h1 tabindex="-1">People of ${this.appId}</h1>
      ${this.said()}
      <form class="row" role="search" @submit=${this.#search}>
        <label>Id, name, e-mail, telephone or role <input name="words" type="search" autocomplete="off" /></label>
        <button class="main" ?disabled=${this.busy}>Search</button>
      </form>
      <ul class="list" aria-label="People">
        ${this.found?.map(
          (user) => html`<li>
            <div>
              <a href=${address('apps', this.appId, 'people', user.id)}>${user.name}</a>
              <span class="faint">${user.id}</span>
            </div>
            <span class="faint">since ${moment(user.createdAt)}</span>
          </li>`,
        )}
      </ul>
      ${this.none(this.found, 'Nobody.')}
      ${this.more
        ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#look())}>
            Look further, behind ${this.looked} people
          </button>`
        : nothing}`;
  }

  #one() {
    const { user } = this;
    return html`<h1 tabindex="-1">${user?.name ?? this.item}</h1>
      <p><a href=${address('apps', this.appId, 'people')}>All people of ${this.appId}</a></p>
      ${this.said()}
      ${user
        ? html`<dl class="facts">
              ${Object.entries(user).map(([name, value]) =>
                isNothing(value)
                  ? nothing
                  : html`<div>
                      <dt>${name}</dt>
                      <dd>${words(name, value)}</dd>
                    </div>`,
              )}
            </dl>
            <h2>Conversations</h2>
            <ul class="list" aria-label="Conversations">
              ${this.rooms.map(
                (room) => html`<li>
                  <a href=${address('apps', this.appId, 'conversations', room.id)}>${room.subject ?? room.id}</a>
                  <span class="faint">${room.unreadMessageCount} unread</span>
                </li>`,
              )}
            </ul>
            ${this.none(this.rooms, 'None.')}
            <h2>Erase</h2>
            <p>Whatever names the user goes, in all conversations and from the disk.</p>
            <button class="danger" @click=${() => this.#erase(user)}>Erase ${user.id}</button>`
        : nothing}`;
  }
}

/** @param {unknown} value */
function isNothing(value) {
  return value === null || (typeof value === 'object' && Object.keys(/** @type {object} */ (value)).length === 0);
}

/** @param {string} name @param {unknown} value */
function words(name, value) {
  if (name === 'createdAt') {
    return moment(/** @type {number} */ (value));
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

customElements.define('tertulia-people', PeoplePage);
