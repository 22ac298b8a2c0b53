import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { moment } from './format.js';
import { DashboardPage, address, said } from './page.js';

const PAGE = 100;

/** Of what is searched for, so many a page of each kind. */
const FOUND = 50;

/**
 * @typedef {Record<string, any> & {id: string, name: string, createdAt: number}} User
 * @typedef {{path: string[], query: Record<string, string>, limit: number, last?: string}} Source
 */

/** The users of an app: searched, looked at, erased. */
class PeoplePage extends DashboardPage {
  static properties = {
    found: { state: true },
    more: { state: true },
    user: { state: true },
    rooms: { state: true },
    moreRooms: { state: true },
  };

  #words = '';
  /** Lists that are not at their end. @type {Source[]} */
  #sources = [];

  constructor() {
    super();
    /** @type {User[] | null} */
    this.found = null;
    this.more = false;
    /** @type {User | null} */
    this.user = null;
    /** @type {{id: string, subject: string | null, unreadMessageCount: number}[]} */
    this.rooms = [];
    this.moreRooms = false;
  }

  async load() {
    this.user = null;
    if (this.item) {
      this.user = await this.app.get(['users', this.item]);
      this.rooms = [];
      await this.#further();
    } else {
      await this.#begin('');
    }
  }

  /** Goes on with the conversations of the one who is looked at. */
  async #further() {
    const known = this.rooms;
    const startingAfter = known.at(-1)?.id;
    const { data } = await this.app.get(['users', this.item, 'conversations'], { limit: PAGE, startingAfter });
    if (known === this.rooms) {
      this.rooms = [...known, ...data];
      this.moreRooms = data.length === PAGE;
    }
  }

  /** @param {string} words */
  async #begin(words) {
    this.#words = words.trim();
    this.found = [];
    this.#sources = this.#words
      ? ['id', 'name'].map((place) => ({ path: ['search', 'users'], query: { q: this.#words, in: place }, limit: FOUND }))
      : [{ path: ['users'], query: {}, limit: PAGE }];
    await this.#look();
  }

  /** Everybody, the newest first, or those whose id or name begins so. Who is found by both is told once. */
  async #look() {
    const known = this.found;
    const sources = this.#sources;
    const pages = await Promise.all(
      sources.map(async ({ path, query, limit, last }) => {
        const asked = { ...query, limit, startingAfter: last };
        return /** @type {User[]} */ ((await this.app.get(path, asked)).data);
      }),
    );
    if (known !== this.found) {
      return; // Somebody searches for something else.
    }
    const all = new Map((known ?? []).concat(...pages).map((user) => [user.id, user]));
    this.found = [...all.values()];
    this.#sources = sources
      .map((source, i) => ({ ...source, last: pages[i].at(-1)?.id, isOver: pages[i].length < source.limit }))
      .filter((source) => !source.isOver);
    this.more = this.#sources.length > 0;
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
        <label>How the id or the name begins <input name="words" type="search" autocomplete="off" /></label>
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
        ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#look())}>More people</button>`
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
            ${this.moreRooms
              ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#further())}>More conversations</button>`
              : nothing}
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
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

customElements.define('tertulia-people', PeoplePage);
