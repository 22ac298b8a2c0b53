import { LitElement, html, nothing } from '../lib/lit.js';
import { ApiError } from './api.js';

/**
 * A page of the dashboard. Its look is the document's, so it is rendered right into it.
 *
 * Whatever it asks of the server goes through `attempt`, which says in words what went wrong.
 */
export class DashboardPage extends LitElement {
  static properties = {
    api: { attribute: false },
    appId: { attribute: false },
    item: { attribute: false },
    error: { state: true },
    notice: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {import('./api.js').Api | null} */
    this.api = null;
    this.appId = '';
    /** What the address names inside of the page, such as a user's id; empty for nothing. */
    this.item = '';
    this.error = '';
    this.notice = '';
    this.busy = false;
    /** What is said when the page has loaded what it shows next. */
    this.later = '';
  }

  createRenderRoot() {
    return this;
  }

  /** The app whose page it is. */
  get app() {
    return /** @type {import('./api.js').Api} */ (this.api).app(this.appId);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('api') || changed.has('appId') || changed.has('item')) {
      const done = this.later;
      this.later = '';
      void this.attempt(() => this.load(), done);
    }
  }

  /** Asks for what the page shows. @returns {Promise<unknown>} */
  async load() {
    return undefined;
  }

  /**
   * Does something, and tells how that went.
   *
   * @param {() => Promise<unknown>} work
   * @param {string} [done] what is said afterwards
   */
  async attempt(work, done = '') {
    const at = document.activeElement;
    this.error = '';
    this.notice = '';
    this.busy = true;
    try {
      await work();
      this.notice = done;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof SyntaxError)) {
        this.error = 'What came makes no sense to this page. Load it anew; if that does not help, its console says more.';
        throw error;
      }
      this.error = error instanceof SyntaxError ? `No JSON: ${error.message}` : error.message;
    } finally {
      this.busy = false;
      void this.#focus(at);
    }
  }

  /**
   * Puts the keyboard back where it was: a button that cannot be pressed for a moment loses it, and
   * what is gone for good leaves it to the heading.
   *
   * @param {Element | null} at
   */
  async #focus(at) {
    await this.updateComplete;
    if (at instanceof HTMLElement && at !== document.body && document.activeElement === document.body) {
      (at.isConnected ? at : /** @type {HTMLElement | null} */ (document.querySelector('h1')))?.focus();
    }
  }

  /** Goes on with a list, unless that is under way. @param {() => Promise<unknown>} work */
  async goOn(work) {
    if (!this.busy) {
      await this.attempt(work);
    }
  }

  /** What went well or wrong, for eyes and for screen readers. */
  said() {
    return html`<div class="said">
      <p role="alert" class=${this.error ? 'failure' : 'empty'}>${this.error}</p>
      <p role="status" class=${this.notice ? 'notice' : 'empty'}>${this.notice}</p>
    </div>`;
  }

  /** A line that says that there is nothing. @param {unknown[] | null} items @param {string} words */
  none(items, words) {
    return items && items.length === 0 && !this.busy && !this.error ? html`<p class="faint">${words}</p>` : nothing;
  }
}

/** What a form says. @param {SubmitEvent} event @returns {FormData} */
export function said(event) {
  event.preventDefault();
  return new FormData(/** @type {HTMLFormElement} */ (event.target));
}

/** An address inside of the dashboard. @param {...string} pieces */
export function address(...pieces) {
  return `#/${pieces.map(encodeURIComponent).join('/')}`;
}
