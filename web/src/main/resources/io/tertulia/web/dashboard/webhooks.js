import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { count, moment } from './format.js';
import { DashboardPage, address, said } from './page.js';
import { EVENTS } from './tables.js';
import './deliveries.js';

/**
 * @typedef {{
 *   id: string, url: string | null, events: string[] | null, enabled: boolean, createdAt: number,
 *   cursor: number, pending: number, lost: number, failures: number, lastSuccessAt: number | null,
 *   lastFailureAt: number | null, lastError: string | null, nextAttemptAt: number | null,
 * }} Webhook
 */

/** Where an app is told what happens, and how far each of these is. */
class WebhooksPage extends DashboardPage {
  static properties = { webhooks: { state: true } };

  constructor() {
    super();
    /** @type {Webhook[] | null} */
    this.webhooks = null;
  }

  async load() {
    this.webhooks = (await this.app.get(['webhooks'])).data;
  }

  get #chosen() {
    return this.webhooks?.find((webhook) => webhook.id === this.item);
  }

  /** @param {SubmitEvent} event */
  #create(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const body = choice(said(event));
    void this.attempt(async () => {
      await this.app.call('POST', ['webhooks'], body);
      form.reset();
      await this.load();
    }, 'The webhook was added. It is told what happens from now on.');
  }

  /** @param {Webhook} webhook @param {object} changes @param {string} done */
  #change(webhook, changes, done) {
    void this.attempt(async () => {
      await this.app.call('PUT', ['webhooks', webhook.id], changes);
      await this.load();
    }, done);
  }

  /** @param {Webhook} webhook */
  async #delete(webhook) {
    if (await ask(`Remove the webhook at ${webhook.url}? What it has not taken is not brought.`, 'Remove')) {
      await this.attempt(async () => {
        await this.app.call('DELETE', ['webhooks', webhook.id]);
        this.later = 'The webhook was removed.';
        location.hash = address('apps', this.appId, 'webhooks');
      });
    }
  }

  /** @param {Webhook} webhook @param {SubmitEvent} event */
  #replay(webhook, event) {
    const form = said(event);
    const after = String(form.get('after'));
    const since = String(form.get('since'));
    const from = after === '' ? { since: new Date(since).getTime() } : { after: Number(after) };
    if (after === '' && since === '') {
      this.error = 'Say from where: behind a sequence, or since a time.';
      return;
    }
    void this.attempt(async () => {
      await this.app.call('POST', ['webhooks', webhook.id, 'replay'], from);
      await this.load();
    }, 'What came behind that is told again, as far as it is kept.');
  }

  render() {
    const chosen = this.#chosen;
    return html`<h1 tabindex="-1">Webhooks of ${this.appId}</h1>
      ${this.said()}
      <ul class="list" aria-label="Webhooks">
        ${this.webhooks?.map(
          (webhook) => html`<li>
            <div>
              <a
                href=${address('apps', this.appId, 'webhooks', webhook.id)}
                aria-current=${webhook === chosen ? 'true' : 'false'}
                >${webhook.url ?? 'events that are kept for who asks'}</a
              >
              <span class="faint">${webhook.events ? webhook.events.join(', ') : 'all events'}</span>
            </div>
            <div>${standing(webhook)}</div>
          </li>`,
        )}
      </ul>
      ${this.none(this.webhooks, 'None yet.')} ${chosen ? this.#details(chosen) : this.#form()}`;
  }

  #form() {
    return html`<h2>Add a webhook</h2>
      <form class="fields" @submit=${this.#create}>${fields(null)}<div><button class="main" ?disabled=${this.busy}>Add</button></div></form>`;
  }

  /** @param {Webhook} webhook */
  #details(webhook) {
    return html`<p>
        <a href=${address('apps', this.appId, 'webhooks')}>Add another webhook</a>
      </p>
      <h2>How it stands</h2>
      <p class="faint">${webhook.url ?? 'Events are kept for who asks.'}</p>
      <dl class="facts">
        ${fact('Added', moment(webhook.createdAt))}
        ${fact('Waiting', count(webhook.pending))}
        ${fact('Nothing is missing up to sequence', String(webhook.cursor))}
        ${fact('Lost', count(webhook.lost))}
        ${fact('Failures in a row', count(webhook.failures))}
        ${fact('Last taken', moment(webhook.lastSuccessAt))}
        ${fact('Last failed', moment(webhook.lastFailureAt))}
        ${fact('Last error', webhook.lastError ?? '–')}
        ${fact('Next attempt', moment(webhook.nextAttemptAt))}
      </dl>
      <div class="row">
        <button @click=${() => this.attempt(() => this.load())}>Look again</button>
        <button
          @click=${() =>
            this.#change(webhook, { enabled: !webhook.enabled }, webhook.enabled ? 'Switched off.' : 'Switched on.')}
        >
          ${webhook.enabled ? 'Switch off' : 'Switch on'}
        </button>
        <button class="danger" @click=${() => this.#delete(webhook)}>Remove</button>
      </div>
      <tertulia-deliveries
        .api=${this.api}
        .appId=${this.appId}
        .webhook=${webhook}
        @replayed=${() => this.attempt(() => this.load(), 'What happened from there on is told again.')}
      ></tertulia-deliveries>
      <h2>Tell again from a time</h2>
      <form class="row" @submit=${(/** @type {SubmitEvent} */ event) => this.#replay(webhook, event)}>
        <label>Since <input type="datetime-local" name="since" step="1" /></label>
        <label>or behind a sequence <input name="after" inputmode="numeric" pattern="[0-9]*" autocomplete="off" /></label>
        <button ?disabled=${this.busy}>Replay</button>
      </form>
      <h2>Change it</h2>
      <form
        class="fields"
        @submit=${(/** @type {SubmitEvent} */ event) => this.#change(webhook, choice(said(event)), 'Saved.')}
      >
        ${fields(webhook)}
        <div><button class="main" ?disabled=${this.busy}>Save</button></div>
      </form>`;
  }
}

/** @param {Webhook | null} webhook */
function fields(webhook) {
  return html`<label
      >URL <span class="faint">empty: events are kept for who asks for them</span>
      <input name="url" type="url" autocomplete="off" .value=${webhook?.url ?? ''} />
    </label>
    <fieldset>
      <legend>Events (none chosen: all)</legend>
      <div class="columns">
        ${EVENTS.map(
          (type) =>
            html`<label class="flag"
              ><input
                type="checkbox"
                name="events"
                value=${type}
                .checked=${webhook?.events?.includes(type) ?? false}
              /><span>${type}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
}

/** @param {FormData} form */
function choice(form) {
  const events = form.getAll('events');
  return { url: form.get('url') || null, events: events.length > 0 ? events : null };
}

/** @param {Webhook} webhook */
function standing(webhook) {
  if (!webhook.enabled) {
    return html`<span class="badge">off</span>`;
  }
  const waiting = html`<span class="badge">${count(webhook.pending)} waiting</span>`;
  return webhook.failures > 0
    ? html`${waiting} <span class="badge failing">${webhook.lastError}</span>`
    : waiting;
}

/** @param {string} name @param {string} value */
function fact(name, value) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

customElements.define('tertulia-webhooks', WebhooksPage);
