import { html } from '../lib/lit.js';
import { Recorder } from './media.js';

/** So often it is shown how long it has been going on. */
const TENTH_MILLIS = 100;

/** A voice message that is being recorded, as far as a person sees it. */
export class Recording {
  #host;
  #recorder = new Recorder();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  /** How long it has been going on; null when it is not. @type {number | null} */
  seconds = null;

  /** @param {import('../lib/lit.js').LitElement} host what shows it */
  constructor(host) {
    this.#host = host;
  }

  /** Begins, unless it is given up before; rejects when there is no microphone, or the person says no. */
  async start() {
    if (await this.#recorder.start()) {
      this.#show(0);
      this.#clock = setInterval(() => this.#show(this.#recorder.seconds), TENTH_MILLIS);
      await this.#host.updateComplete;
      // The button that was used is gone.
      /** @type {HTMLElement | null} */ (this.#host.renderRoot.querySelector('button.send'))?.focus();
    }
  }

  /** Ends it and gives what was recorded. */
  stop() {
    this.#end();
    return this.#recorder.stop();
  }

  /** Ends it; nothing is kept. */
  cancel() {
    this.#end();
    this.#recorder.cancel();
  }

  /**
   * What stands where a text is written otherwise.
   *
   * @param {import('./words.js').Words} words
   * @param {() => void} cancel
   */
  controls(words, cancel) {
    const seconds = Math.floor(this.seconds ?? 0);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return html`<span class="recording" role="timer" aria-label=${words.recording}>${time}</span>
      <button type="button" class="icon no" aria-label=${words.cancel} title=${words.cancel} @click=${cancel}></button>
      <button class="icon send" aria-label=${words.send} title=${words.send}></button>`;
  }

  #end() {
    clearInterval(this.#clock);
    this.#show(null);
  }

  /** @param {number | null} seconds */
  #show(seconds) {
    this.seconds = seconds;
    this.#host.requestUpdate();
  }
}
