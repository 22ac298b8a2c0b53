import { LitElement, css, html } from '../lib/lit.js';
import { straight } from './content.js';

/** Shows one picture large, and those beside it. Fires `leave`. */
export class Lightbox extends LitElement {
  static properties = {
    words: { attribute: false },
    images: { attribute: false },
    image: { attribute: false },
    at: { state: true },
  };

  static styles = css`
    * {
      box-sizing: border-box;
    }
    dialog {
      inline-size: 100vw;
      block-size: 100dvh;
      max-inline-size: none;
      max-block-size: none;
      border: 0;
      padding: 0;
      overflow: hidden;
      background: #000000;
      color: #ffffff;
    }
    figure {
      margin: 0;
      block-size: 100%;
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
      place-items: center;
      padding: 60px 8px 14px;
    }
    img {
      max-inline-size: 100%;
      max-block-size: 100%;
      object-fit: contain;
    }
    figcaption a {
      color: inherit;
      overflow-wrap: anywhere;
    }
    button {
      position: absolute;
      inline-size: 44px;
      block-size: 44px;
      border: 0;
      border-radius: 50%;
      font-size: 26px;
      line-height: 1;
      color: #ffffff;
      background: rgb(60 60 60 / 80%);
      cursor: pointer;
    }
    button:focus-visible {
      outline: 3px solid #ffffff;
    }
    .leave {
      inset: 8px 8px auto auto;
    }
    .previous {
      inset: calc(50% - 22px) auto auto 8px;
    }
    .next {
      inset: calc(50% - 22px) 8px auto auto;
    }
  `;

  constructor() {
    super();
    /** @type {any} */
    this.words = {};
    /** @type {readonly any[]} */
    this.images = [];
    /** @type {any} */
    this.image = null;
    this.at = 0;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('image')) {
      this.at = Math.max(0, this.images.findIndex((i) => i.fileToken === this.image.fileToken));
    }
  }

  firstUpdated() {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  render() {
    const { words } = this;
    const image = this.images[this.at] ?? this.image;
    const name = straight(image.filename);
    const many = this.images.length > 1;
    return html`<dialog aria-label=${name} @close=${this.#leave} @keydown=${this.#key} @click=${this.#outside}>
      <figure>
        <img src=${image.url} alt=${name}>
        <figcaption><a href=${image.url} download=${name}>${name}</a></figcaption>
      </figure>
      ${many
        ? html`<button class="previous" aria-label=${words.previous} @click=${() => this.#go(-1)}>‹</button>
            <button class="next" aria-label=${words.next} @click=${() => this.#go(1)}>›</button>`
        : ''}
      <button class="leave" autofocus aria-label=${words.close} @click=${this.#close}>×</button>
    </dialog>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.#go(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }

  /** @param {number} by */
  #go(by) {
    this.at = (this.at + by + this.images.length) % this.images.length;
  }

  /** Beside the picture is outside. @param {Event} event */
  #outside(event) {
    if (event.target instanceof HTMLElement && event.target.matches('dialog, figure')) {
      this.#close();
    }
  }

  /** So that the browser gives the keyboard back to where it was. */
  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  #leave() {
    this.dispatchEvent(new CustomEvent('leave'));
  }
}

customElements.define('tertulia-lightbox', Lightbox);
