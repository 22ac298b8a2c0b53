import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { moment } from './format.js';
import { DashboardPage, address, said } from './page.js';

const PAGE = 100;

/** The apps of the server: made, claimed, deleted. */
class AppsPage extends DashboardPage {
  static properties = { apps: { state: true }, more: { state: true }, made: { state: true } };

  /** How the ids begin that somebody searches for. */
  #beginning = '';

  constructor() {
    super();
    /** @type {{id: string, createdAt: number, anonymous: boolean}[] | null} */
    this.apps = null;
    this.more = false;
    /** The app that was just made, with its key. @type {{id: string, key: {key: string}} | null} */
    this.made = null;
  }

  async load() {
    this.apps = [];
    await this.#next();
  }

  /** Apps by their ids; where a beginning is searched for, from the last id before it on. */
  async #next() {
    const known = this.apps ?? [];
    const after = encodeURIComponent(known.at(-1)?.id ?? before(this.#beginning));
    const page = await this.api?.admin('GET', `/apps?limit=${PAGE}&startingAfter=${after}`);
    if (known !== this.apps) {
      return; // Somebody else was faster.
    }
    const fitting = page.data.filter((/** @type {{id: string}} */ { id }) => id.startsWith(this.#beginning));
    this.apps = [...known, ...fitting];
    this.more = fitting.length === PAGE;
  }

  /** @param {SubmitEvent} event */
  #search(event) {
    this.#beginning = String(said(event).get('beginning')).trim();
    void this.attempt(() => this.load());
  }

  /** @param {SubmitEvent} event */
  #create(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const id = said(event).get('id');
    void this.attempt(async () => {
      this.made = await this.api?.admin('POST', '/apps', { id });
      form.reset();
      await this.load();
    }, `${id} was created.`);
  }

  /** @param {string} id */
  async #delete(id) {
    const question = `Delete the app ${id}, with all users, conversations, messages and files in it, for good?`;
    if (await ask(question, 'Delete the app', id)) {
      await this.attempt(async () => {
        await this.api?.admin('DELETE', `/apps/${encodeURIComponent(id)}`);
        this.made = this.made?.id === id ? null : this.made;
        await this.load();
      }, `${id} was deleted.`);
    }
  }

  /** @param {string} id */
  #claim(id) {
    void this.attempt(async () => {
      await this.api?.admin('POST', `/apps/${encodeURIComponent(id)}/claim`);
      await this.load();
    }, `${id} is kept from now on.`);
  }

  render() {
    return html`<h1 tabindex="-1">Apps</h1>
      ${this.said()}
      ${this.made
        ? html`<div class="card secret">
            <p>The secret key of <b>${this.made.id}</b>, shown this once:</p>
            <code>${this.made.key.key}</code>
          </div>`
        : nothing}
      <form class="row" role="search" @submit=${this.#search}>
        <label>How the id begins <input name="beginning" type="search" autocomplete="off" spellcheck="false" /></label>
        <button ?disabled=${this.busy}>Search</button>
      </form>
      <form class="row" @submit=${this.#create}>
        <label
          >Id of a new app
          <input name="id" required pattern="[A-Za-z0-9_\\-]{1,64}" autocomplete="off" spellcheck="false" />
        </label>
        <button class="main" ?disabled=${this.busy}>Create</button>
      </form>
      <ul class="list" aria-label="Apps">
        ${this.apps?.map(
          (app) => html`<li>
            <div>
              <a href=${address('apps', app.id, 'settings')}>${app.id}</a>
              <span class="faint"
                >since ${moment(app.createdAt)}${app.anonymous ? ', made by anybody' : ''}</span
              >
            </div>
            <div class="row">
              ${app.anonymous
                ? html`<button @click=${() => this.#claim(app.id)}>Keep ${app.id}</button>`
                : nothing}
              <button
                class="danger"
                aria-label=${`Delete ${app.id}`}
                @click=${() => this.#delete(app.id)}
              >
                Delete
              </button>
            </div>
          </li>`,
        )}
      </ul>
      ${this.none(this.apps, 'None.')}
      ${this.more
        ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#next())}>More apps</button>`
        : nothing}`;
  }
}

/**
 * An id right before all that begin so, but for those that nobody has: ids have no characters behind `z`.
 *
 * @param {string} beginning
 */
function before(beginning) {
  const last = beginning.charCodeAt(beginning.length - 1);
  return beginning === '' ? '' : `${beginning.slice(0, -1)}${String.fromCharCode(last - 1)}~`;
}

customElements.define('tertulia-apps', AppsPage);
