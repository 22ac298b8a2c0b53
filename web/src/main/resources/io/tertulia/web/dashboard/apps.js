import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { moment } from './format.js';
import { DashboardPage, address, said } from './page.js';

const PAGE = 100;

/** The apps of the server: made, claimed, deleted. */
class AppsPage extends DashboardPage {
  static properties = { apps: { state: true }, more: { state: true }, made: { state: true } };

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

  async #next() {
    const known = this.apps ?? [];
    const after = encodeURIComponent(known.at(-1)?.id ?? '');
    const page = await this.api?.admin('GET', `/apps?limit=${PAGE}&startingAfter=${after}`);
    if (known !== this.apps) {
      return; // Somebody else was faster.
    }
    this.apps = [...known, ...page.data];
    this.more = page.data.length === PAGE;
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
      ${this.more
        ? html`<button @click=${() => this.goOn(() => this.#next())}>More</button>`
        : nothing}`;
  }
}

customElements.define('tertulia-apps', AppsPage);
