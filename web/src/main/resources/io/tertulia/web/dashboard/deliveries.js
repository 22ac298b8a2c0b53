import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { count, moment } from './format.js';
import { DashboardPage, address } from './page.js';

const PAGE = 20;

/** Empty pages that are skipped for one look: each looks at a thousand events. */
const EMPTY = 20;

/**
 * @typedef {import('./webhooks.js').Webhook} Webhook
 * @typedef {{
 *   sequence: number, id: string | null, type: string, createdAt: number, waiting: boolean, failures: number,
 *   lastError: string | null, nextAttemptAt: number | null, conversationId?: string, userId?: string,
 * }} Delivery
 */

/** What one webhook is told, how that fared, and telling it again. */
class Deliveries extends DashboardPage {
  static properties = {
    webhook: { attribute: false },
    found: { state: true },
    more: { state: true },
    onlyWaiting: { state: true },
    shown: { state: true },
  };

  /** @type {number | null} */
  #next = null;

  constructor() {
    super();
    /** @type {Webhook | null} */
    this.webhook = null;
    /** @type {Delivery[] | null} */
    this.found = null;
    this.more = false;
    /** What has not been taken, the oldest first; else all, the newest first. */
    this.onlyWaiting = false;
    /** Bodies of those that somebody wants to read, by sequence. @type {Map<number, string>} */
    this.shown = new Map();
  }

  /** Begins anew whenever the page has asked how the webhook stands. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('webhook') || changed.has('onlyWaiting')) {
      void this.attempt(() => this.load());
    }
  }

  async load() {
    this.found = [];
    this.shown = new Map();
    this.#next = null;
    await this.#go();
  }

  async #go() {
    const { webhook } = this;
    for (let i = 0; webhook && i < EMPTY; i++) {
      const known = this.found;
      const page = await this.app.get(['webhooks', webhook.id, 'events'], {
        limit: PAGE,
        waiting: this.onlyWaiting,
        [this.onlyWaiting ? 'after' : 'before']: this.#next ?? (this.onlyWaiting ? webhook.cursor : undefined),
      });
      if (known !== this.found) {
        return; // Somebody else was faster.
      }
      this.found = [...(this.found ?? []), ...page.data];
      this.#next = page.next;
      this.more = page.next !== null;
      if (page.data.length > 0 || !this.more) {
        return;
      }
    }
  }

  /** @param {Delivery} one */
  async #replay(one) {
    const question = `Tell the webhook again what happened from ${one.type} of ${moment(one.createdAt)} on? What it has taken of that comes twice.`;
    if (await ask(question, 'Tell again')) {
      await this.attempt(async () => {
        await this.app.call('POST', ['webhooks', this.webhook?.id ?? '', 'replay'], { after: one.sequence - 1 });
        this.dispatchEvent(new CustomEvent('replayed'));
      });
    }
  }

  /** @param {Delivery} one */
  async #show(one) {
    await this.attempt(async () => {
      const shown = new Map(this.shown);
      if (!shown.delete(one.sequence)) {
        const { data } = await this.app.get(['events'], { after: one.sequence - 1, limit: 1 });
        shown.set(one.sequence, data[0] ? JSON.stringify(data[0], null, 2) : 'It is kept no longer.');
      }
      this.shown = shown;
    });
  }

  render() {
    return html`<h2>What it is told</h2>
      ${this.said()}
      <label
        >Show
        <select
          @change=${(/** @type {Event} */ event) => {
            this.onlyWaiting = /** @type {HTMLSelectElement} */ (event.target).value === 'waiting';
          }}
        >
          <option value="all" .selected=${!this.onlyWaiting}>all events, the newest first</option>
          <option value="waiting" .selected=${this.onlyWaiting}>those that wait, the oldest first</option>
        </select>
      </label>
      <ol class="list" aria-label="Events">
        ${this.found?.map((one) => this.#row(one))}
      </ol>
      ${this.more ? nothing : this.none(this.found, this.onlyWaiting ? 'Nothing waits.' : 'Nothing that is kept.')}
      ${this.more
        ? html`<button ?disabled=${this.busy} @click=${() => this.goOn(() => this.#go())}>More events</button>`
        : nothing}`;
  }

  /** @param {Delivery} one */
  #row(one) {
    const body = this.shown.get(one.sequence);
    const name = `${one.type}, sequence ${one.sequence}`;
    return html`<li>
      <div>
        <b>${one.type}</b> ${this.#place(one)}
        <span class="faint">${moment(one.createdAt)}, sequence ${one.sequence}</span>
        ${this.#standing(one)}
      </div>
      <div class="row">
        <button
          aria-label=${`${body === undefined ? 'Show' : 'Hide'} ${name}`}
          aria-expanded=${body === undefined ? 'false' : 'true'}
          @click=${() => this.#show(one)}
        >
          ${body === undefined ? 'Show' : 'Hide'}
        </button>
        <button aria-label=${`Tell again from ${name} on`} @click=${() => this.#replay(one)}>Tell again from here</button>
      </div>
      ${body === undefined ? nothing : html`<pre tabindex="0" aria-label=${name}>${body}</pre>`}
    </li>`;
  }

  /** @param {Delivery} one */
  #place({ conversationId, userId }) {
    return conversationId === undefined
      ? html`<a href=${address('apps', this.appId, 'people', userId ?? '')}>${userId}</a>`
      : html`<a href=${address('apps', this.appId, 'conversations', conversationId)}>${conversationId}</a>`;
  }

  /** @param {Delivery} one */
  #standing(one) {
    if (one.failures > 0) {
      const times = one.failures === 1 ? 'once' : `${count(one.failures)} times`;
      return html`<span class="badge failing">failed ${times}: ${one.lastError}</span>
        <span class="faint">again at ${moment(one.nextAttemptAt)}</span>`;
    }
    if (one.waiting) {
      return html`<span class="badge">waiting</span>`;
    }
    const isOlder = one.createdAt < (this.webhook?.createdAt ?? 0);
    return html`<span class="faint">${isOlder ? 'from before it was added' : 'taken'}</span>`;
  }
}

customElements.define('tertulia-deliveries', Deliveries);
