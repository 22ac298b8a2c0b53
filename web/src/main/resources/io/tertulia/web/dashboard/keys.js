import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { moment } from './format.js';
import { DashboardPage } from './page.js';

/** An app's secret keys, and how one takes the place of another. */
class KeysPage extends DashboardPage {
  static properties = { keys: { state: true }, made: { state: true } };

  constructor() {
    super();
    /** @type {{id: string, hint: string, createdAt: number, webhooks: boolean}[] | null} */
    this.keys = null;
    this.made = '';
  }

  async load() {
    this.keys = (await this.app.get(['keys'])).data;
  }

  #create() {
    void this.attempt(async () => {
      this.made = (await this.app.call('POST', ['keys'])).key;
      await this.load();
    }, 'A key was made.');
  }

  /** @param {string} id */
  #sign(id) {
    void this.attempt(async () => {
      await this.app.call('PUT', ['keys', id]);
      await this.load();
    }, 'Webhooks are signed with it from now on.');
  }

  /** @param {{id: string, hint: string}} key */
  async #delete({ id, hint }) {
    const end = hint.slice(1); // Before it stands an ellipsis.
    const question = `Delete the key that ends in ${end}? What it signed is refused at once, and whoever is connected has to come back with what still counts.`;
    if (await ask(question, 'Delete the key', end)) {
      await this.attempt(async () => {
        await this.app.call('DELETE', ['keys', id]);
        this.made = this.made.endsWith(end) ? '' : this.made;
        await this.load();
      }, `The key that ends in ${end} was deleted.`);
    }
  }

  render() {
    return html`<h1 tabindex="-1">Keys of ${this.appId}</h1>
      ${this.said()}
      <p>
        To change a key: make another, let your servers use it, have it sign webhooks, delete the old one.
      </p>
      <button class="main" ?disabled=${this.busy} @click=${this.#create}>Make a key</button>
      ${this.made
        ? html`<div class="card secret">
            <p>The new key, shown this once:</p>
            <code>${this.made}</code>
          </div>`
        : nothing}
      <ul class="list" aria-label="Keys">
        ${this.keys?.map(
          (key) => html`<li>
            <div>
              <code>${key.hint}</code>
              <span class="faint">since ${moment(key.createdAt)}</span>
              ${key.webhooks ? html`<span class="badge">signs webhooks</span>` : nothing}
            </div>
            ${key.webhooks
              ? nothing
              : html`<div class="row">
                  <button
                    aria-label=${`Let it sign webhooks: ${key.hint}`}
                    @click=${() => this.#sign(key.id)}
                  >
                    Let it sign webhooks
                  </button>
                  <button
                    class="danger"
                    aria-label=${`Delete the key ${key.hint}`}
                    @click=${() => this.#delete(key)}
                  >
                    Delete
                  </button>
                </div>`}
          </li>`,
        )}
      </ul>`;
  }
}

customElements.define('tertulia-keys', KeysPage);
