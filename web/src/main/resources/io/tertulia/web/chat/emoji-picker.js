import { LitElement, css, html, nothing } from '../lib/lit.js';
import { CONTROLS } from './styles.js';

/** Names and words by emoji, in English: the library emojilib. Loaded when first needed. */
const EMOJI = new URL('../lib/emojilib/emoji-en-US.json', import.meta.url);

const COLUMNS = 8;
const MAX_RECENT = 16;
const RECENT = 'tertulia-recent-emoji';
const FAVOURITES = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '👀'];

/** @type {Promise<readonly {emoji: string, name: string, words: string}[]> | null} */
let loading = null;

async function load() {
  const answer = await fetch(EMOJI);
  const all = /** @type {Record<string, string[]>} */ (await answer.json());
  return Object.entries(all).map(([emoji, words]) => ({
    emoji,
    name: words[0].replaceAll('_', ' '),
    words: words.join(' ').replaceAll('_', ' ').toLowerCase(),
  }));
}

/** @returns {string[]} */
function recent() {
  try {
    // The store is the page's: anybody may have written there.
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return []; // Without a store nothing is remembered.
  }
}

/** Chooses an emoji. Fires `pick` with it, and `leave`. */
export class EmojiPicker extends LitElement {
  static properties = {
    words: { attribute: false },
    all: { state: true },
    wanted: { state: true },
  };

  static styles = [
    CONTROLS,
    css`
      :host {
        inline-size: min(340px, calc(100vw - 40px));
        border: 1px solid var(--line);
        border-radius: 14px;
        box-shadow: 0 4px 20px rgb(0 0 0 / 22%);
        padding: 8px;
      }
      input {
        inline-size: 100%;
        border: 1px solid var(--line);
        border-radius: 16px;
        padding: 5px 12px;
        background: var(--ground);
      }
      .grid {
        block-size: clamp(76px, 100dvh - 190px, 230px);
        overflow-y: auto;
        display: grid;
        grid-template-columns: repeat(8, minmax(0, 1fr));
        margin-block-start: 8px;
        align-content: start;
      }
      .grid button {
        font-size: 22px;
        line-height: 36px;
        block-size: 38px;
        border-radius: 8px;
        content-visibility: auto;
        contain-intrinsic-size: 38px;
      }
      .grid button:hover,
      .grid button:focus {
        background: var(--raised);
      }
      .none {
        grid-column: 1 / -1;
        color: var(--faint);
        text-align: center;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {any} */
    this.words = {};
    /** @type {readonly {emoji: string, name: string, words: string}[]} */
    this.all = [];
    this.wanted = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#outside);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#outside);
  }

  /** Who touches something else has done with it. */
  #outside = (/** @type {Event} */ event) => {
    if (!event.composedPath().includes(this)) {
      this.#leave();
    }
  };

  async #load() {
    loading ??= load();
    try {
      this.all = await loading;
    } catch {
      loading = null;
      this.all = FAVOURITES.map((emoji) => ({ emoji, name: emoji, words: '' }));
    }
  }

  firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  render() {
    const { words } = this;
    const found = this.#found();
    return html`<div @keydown=${this.#key}>
      <input
        type="search"
        aria-label=${words.emojiSearch}
        placeholder=${words.emojiSearch}
        @input=${(/** @type {any} */ e) => {
          this.wanted = e.target.value.trim().toLowerCase();
        }}
      >
      <div class="grid" role="group" aria-label=${words.emoji}>
        ${found.map(
          ({ emoji, name }, i) =>
            html`<button
              type="button"
              tabindex=${i === 0 ? '0' : '-1'}
              aria-label=${name}
              title=${name}
              @click=${() => this.#pick(emoji)}
            >
              ${emoji}
            </button>`,
        )}
        ${found.length === 0 && this.all.length > 0 ? html`<p class="none">${words.emojiNone}</p>` : nothing}
      </div>
    </div>`;
  }

  #found() {
    if (this.wanted) {
      const terms = this.wanted.split(/\s+/);
      return this.all.filter(({ words }) => terms.every((term) => words.includes(term)));
    }
    const first = [...new Set([...recent(), ...FAVOURITES])].slice(0, MAX_RECENT);
    const known = new Map(this.all.map((each) => [each.emoji, each]));
    const named = first.map((emoji) => known.get(emoji) ?? { emoji, name: emoji, words: '' });
    return [...named, ...this.all.filter(({ emoji }) => !first.includes(emoji))];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = [...this.renderRoot.querySelectorAll('button')];
    const at = buttons.indexOf(/** @type {any} */ (this.shadowRoot?.activeElement));
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#leave();
    } else if (event.key === 'Enter' && at < 0) {
      event.preventDefault();
      buttons[0]?.click();
    } else if (Object.hasOwn(steps, event.key) && (at >= 0 || event.key === 'ArrowDown')) {
      event.preventDefault();
      const step = at < 0 ? 1 : steps[/** @type {keyof typeof steps} */ (event.key)];
      const to = buttons[at + step];
      if (to) {
        to.focus();
      } else if (at + step < 0) {
        this.renderRoot.querySelector('input')?.focus();
      }
    }
  }

  #leave() {
    this.dispatchEvent(new CustomEvent('leave'));
  }

  /** @param {string} emoji */
  #pick(emoji) {
    try {
      const all = [emoji, ...recent().filter((other) => other !== emoji)];
      localStorage.setItem(RECENT, JSON.stringify(all.slice(0, MAX_RECENT)));
    } catch {
      // Without a store nothing is remembered.
    }
    this.dispatchEvent(new CustomEvent('pick', { detail: emoji }));
  }
}

customElements.define('tertulia-emoji-picker', EmojiPicker);
