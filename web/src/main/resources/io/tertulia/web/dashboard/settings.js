import { html, nothing } from '../lib/lit.js';
import { chosen, field } from './choice.js';
import { DashboardPage, said } from './page.js';
import { SETTINGS } from './tables.js';

/** The settings of an app, and its export. */
class SettingsPage extends DashboardPage {
  static properties = { settings: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, unknown> | null} */
    this.settings = null;
  }

  async load() {
    this.settings = null;
    this.settings = await this.app.get(['settings']);
  }

  /** @param {SubmitEvent} event */
  #save(event) {
    const form = said(event);
    void this.attempt(async () => {
      await this.app.call('PATCH', ['settings'], chosen(SETTINGS, form));
      this.settings = await this.app.get(['settings']);
    }, 'Saved. It counts from now on.');
  }

  #export() {
    void this.attempt(async () => {
      const link = document.createElement('a');
      link.href = await this.app.exportLink();
      link.download = `${this.appId}.jsonl`;
      link.click();
    }, 'The browser fetches the export: see its downloads.');
  }

  render() {
    const { settings } = this;
    return html`<h1 tabindex="-1">Settings of ${this.appId}</h1>
      ${this.said()}
      ${settings
        ? html`<form class="fields" @submit=${this.#save}>
            ${SETTINGS.map((choice) => field(choice, settings[choice.name], true))}
            <div><button class="main" ?disabled=${this.busy}>Save</button></div>
          </form>`
        : nothing}
      <h2>Export</h2>
      <p>
        Everything of the app with its files, as lines of JSON, as they are at this moment. The server prepares one export
        at a time. <code>./tertulia export</code> does the same where no browser is.
      </p>
      <button ?disabled=${this.busy} @click=${this.#export}>Download the export</button>`;
  }
}

customElements.define('tertulia-settings', SettingsPage);
