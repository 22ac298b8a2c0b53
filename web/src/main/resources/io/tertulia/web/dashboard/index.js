/** The dashboard: who signs in, where he is, and the page that is shown there. */
import { LitElement, html, nothing } from '../lib/lit.js';
import { Api, ApiError } from './api.js';
import { address, said } from './page.js';
import './apps.js';
import './conversations.js';
import './keys.js';
import './overview.js';
import './people.js';
import './roles.js';
import './settings.js';
import './webhooks.js';

/** The pages of an app. */
const OF_APPS = [
  ['settings', 'Settings'],
  ['keys', 'Keys'],
  ['roles', 'Roles'],
  ['webhooks', 'Webhooks'],
  ['people', 'People'],
  ['conversations', 'Conversations'],
];

class Dashboard extends LitElement {
  static properties = {
    api: { state: true },
    place: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {Api | null} */
    this.api = null;
    this.place = here();
    this.error = '';
    this.busy = false;
    this.#enter(Api.kept());
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#go);
    void this.updateComplete.then(() => this.#name());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#go);
  }

  #go = async () => {
    this.place = here();
    await this.updateComplete;
    await /** @type {LitElement | null} */ (this.querySelector('main > *'))?.updateComplete;
    this.querySelector('h1')?.focus();
    this.#name();
  };

  /** Names the page as its heading does. */
  #name() {
    document.title = `${this.querySelector('h1')?.textContent ?? 'Dashboard'} – Tertulia`;
  }

  /** @param {Api | null} api */
  #enter(api) {
    if (api) {
      api.unwelcome = () => {
        this.#forget();
        this.error = 'The server has another admin key by now.';
      };
    }
    this.api = api;
  }

  /** @param {SubmitEvent} event */
  async #signIn(event) {
    const api = new Api(String(said(event).get('key')).trim());
    this.busy = true;
    this.error = '';
    try {
      if (await api.isWelcome()) {
        api.keep();
        this.#enter(api);
        await this.#go();
      } else {
        this.error = 'This is not the admin key of this server.';
      }
    } catch (error) {
      this.error = error instanceof ApiError ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  #forget() {
    Api.forget();
    this.error = '';
    this.api = null;
    void this.updateComplete.then(() => {
      this.querySelector('input')?.focus();
      this.#name();
    });
  }

  render() {
    if (!this.api) {
      return this.#door();
    }
    const [section] = this.place;
    return html`<header>
        <a class="brand" href=${address()}>Tertulia</a>
        <nav aria-label="Dashboard">
          ${link(address(), 'Overview', section === undefined)}
          ${link(address('apps'), 'Apps', section === 'apps')}
        </nav>
        <button @click=${this.#forget}>Forget the key</button>
      </header>
      ${this.#tabs()}
      <main>${this.#page(this.api)}</main>`;
  }

  #door() {
    return html`<main class="door">
      <h1 tabindex="-1">Dashboard</h1>
      <form class="fields card" @submit=${this.#signIn}>
        <label
          >Admin key of this server
          <input name="key" type="password" required autocomplete="current-password" spellcheck="false" />
        </label>
        <p class="faint">
          It stands in <code>admin.key</code> in the data folder, or in the setting <code>admin-key</code>. This tab
          keeps it until it is closed.
        </p>
        <p role="alert" class=${this.error ? 'failure' : 'empty'}>${this.error}</p>
        <div><button class="main" ?disabled=${this.busy}>Open</button></div>
      </form>
    </main>`;
  }

  #tabs() {
    const [section, app, page] = this.place;
    return section === 'apps' && app
      ? html`<nav class="tabs" aria-label=${`App ${app}`}>
          <b>${app}</b>
          ${OF_APPS.map(([name, title]) => link(address('apps', app, name), title, name === page))}
        </nav>`
      : nothing;
  }

  /** @param {Api} api */
  #page(api) {
    const [section, app, page, item = ''] = this.place;
    if (section === undefined) {
      return html`<tertulia-overview .api=${api}></tertulia-overview>`;
    }
    if (!app) {
      return html`<tertulia-apps .api=${api}></tertulia-apps>`;
    }
    switch (page) {
      case 'keys':
        return html`<tertulia-keys .api=${api} .appId=${app}></tertulia-keys>`;
      case 'roles':
        return html`<tertulia-roles .api=${api} .appId=${app} .item=${item}></tertulia-roles>`;
      case 'webhooks':
        return html`<tertulia-webhooks .api=${api} .appId=${app} .item=${item}></tertulia-webhooks>`;
      case 'people':
        return html`<tertulia-people .api=${api} .appId=${app} .item=${item}></tertulia-people>`;
      case 'conversations':
        return item
          ? html`<tertulia-conversation .api=${api} .appId=${app} .item=${item}></tertulia-conversation>`
          : html`<tertulia-conversations .api=${api} .appId=${app}></tertulia-conversations>`;
      default:
        return html`<tertulia-settings .api=${api} .appId=${app}></tertulia-settings>`;
    }
  }
}

/** Where the address leads, piece by piece. */
function here() {
  const pieces = location.hash.slice(1).split('/');
  try {
    return pieces.filter((piece) => piece !== '').map(decodeURIComponent);
  } catch {
    return []; // An address that somebody mistyped.
  }
}

/** @param {string} href @param {string} title @param {boolean} isHere */
function link(href, title, isHere) {
  return html`<a href=${href} aria-current=${isHere ? 'page' : 'false'}>${title}</a>`;
}

customElements.define('tertulia-dashboard', Dashboard);
