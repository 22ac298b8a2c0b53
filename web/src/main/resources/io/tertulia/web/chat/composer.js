import { LitElement, html, live, nothing, ref } from '../lib/lit.js';
import { attachButton, filesOf, location } from './attachments.js';
import { about, notice } from './composer-asides.js';
import { COMPOSER_STYLES } from './composer-styles.js';
import { gist } from './gist.js';
import { Recorder } from './media.js';
import { Mentions } from './mentions.js';
import { Recording } from './recording.js';
import { CONTROLS } from './styles.js';
import { keep, recall } from './tab-store.js';
import { mentionsIn } from './typed.js';

/** Others are told at most so often that the user is typing. */
const TYPING_MILLIS = 5_000;

/**
 * Where a message is written.
 *
 * Fires `send` with `{text, content, files, voice}`, `typing`, and `leave` when a reply or an edit
 * is given up.
 */
export class Composer extends LitElement {
  static properties = {
    words: { attribute: false },
    people: { attribute: false },
    may: { attribute: false },
    reply: { attribute: false },
    editing: { attribute: false },
    where: { attribute: false },
    text: { state: true },
    notice: { state: true },
    picking: { state: true },
  };

  static styles = [CONTROLS, COMPOSER_STYLES];

  /** @type {HTMLTextAreaElement | undefined} */
  #field;
  #typedAt = 0;

  /** What was being written before a message is edited. */
  #draft = '';
  #recording = new Recording(this);
  #mentions = new Mentions();

  constructor() {
    super();
    /** @type {any} */
    this.words = {};
    /** Who can be mentioned. @type {readonly any[]} */
    this.people = [];
    /** @type {any} */
    this.may = {};
    /** @type {any} */
    this.reply = null;
    /** @type {any} */
    this.editing = null;
    /** Under what a draft is kept. @type {import('./tab-store.js').Where} */
    this.where = [];
    this.text = '';
    this.notice = '';
    this.picking = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#recording.cancel();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.hasUpdated) {
      const kept = recall('draft', this.where);
      this.text = kept?.text ?? '';
      this.#mentions.know(kept?.mentioned ?? []);
    } else if (changed.has('editing') && this.editing) {
      this.#draft = changed.get('editing') ? this.#draft : this.text;
      this.text = this.editing.markup;
      this.#mentions.know(mentionsIn(this.editing.message.content));
    } else if (changed.has('editing')) {
      this.text = this.#draft;
    }
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('text') && !this.editing) {
      const { mentioned } = this.#mentions;
      keep('draft', this.where, this.text ? { text: this.text, mentioned } : null);
    }
    if ((changed.has('editing') && this.editing) || (changed.has('reply') && this.reply)) {
      this.#field?.focus();
    }
  }

  render() {
    const { words } = this;
    return html`
      ${notice(this.notice)} ${this.#about()}
      ${this.#mentions.offered.length > 0
        ? this.#mentions.list(words.mentions, (user) => this.#mention(user))
        : nothing}
      ${this.picking
        ? html`<tertulia-emoji-picker
            class="picker"
            .words=${words}
            @pick=${(/** @type {CustomEvent} */ e) => this.#insert(e.detail)}
            @leave=${this.#leavePicker}
          ></tertulia-emoji-picker>`
        : nothing}
      <form @submit=${this.#submit} @keydown=${this.#key}>
        ${this.#recording.seconds === null
          ? this.#writing()
          : this.#recording.controls(words, () => this.#cancelRecording())}
      </form>
    `;
  }

  #about() {
    const { words, reply } = this;
    const leave = () => this.#leave();
    if (this.editing) {
      return about({ what: words.editing }, words, leave);
    }
    const who = reply?.sender?.name;
    return reply ? about({ what: words.replyingTo, who, text: gist(reply, words) }, words, leave) : nothing;
  }

  #writing() {
    const { words, may } = this;
    const { offered, at } = this.#mentions;
    const offering = offered.length > 0;
    return html`
      ${may.files && !this.editing
        ? attachButton(words, (files) => this.#fire({ files }))
        : nothing}
      <textarea
        ${ref((field) => (this.#field = /** @type {HTMLTextAreaElement} */ (field)))}
        rows="1"
        dir="auto"
        aria-label=${words.message}
        placeholder=${words.message}
        title=${words.formatting}
        aria-autocomplete="list"
        aria-controls=${offering ? 'candidates' : nothing}
        aria-activedescendant=${offering ? `candidate-${at}` : nothing}
        .value=${live(this.text)}
        @input=${this.#typed}
        @paste=${this.#pasted}
      ></textarea>
      <button
        type="button"
        class="icon emoji"
        aria-label=${words.emoji}
        title=${words.emoji}
        aria-expanded=${this.picking ? 'true' : 'false'}
        @pointerdown=${(/** @type {Event} */ e) => this.picking && e.stopPropagation()}
        @click=${this.#togglePicker}
      ></button>
      ${may.location && !this.editing && this.text === ''
        ? html`<button type="button" class="icon place" aria-label=${words.sendLocation} title=${words.sendLocation} @click=${this.#locate}></button>`
        : nothing}
      ${may.voice && !this.editing && this.text === '' && Recorder.possible
        ? html`<button type="button" class="icon voice" aria-label=${words.record} title=${words.record} @click=${this.#record}></button>`
        : html`<button class="icon send" aria-label=${words.send} title=${words.send} ?disabled=${this.text.trim() === ''}></button>`}
    `;
  }

  #typed() {
    this.text = this.#field?.value ?? '';
    this.notice = '';
    if (this.may.mentions) {
      this.#mentions.offer(this.text.slice(0, this.#field?.selectionStart ?? 0), this.people);
    }
    const now = Date.now();
    if (this.text.trim() !== '' && !this.editing && now - this.#typedAt > TYPING_MILLIS) {
      this.#typedAt = now;
      this.dispatchEvent(new CustomEvent('typing'));
    }
  }

  /** @param {any} user */
  #mention(user) {
    const { text, cursor } = this.#mentions.put(user, this.text, this.#field?.selectionStart ?? 0);
    this.text = text;
    this.#cursor(cursor);
  }

  /** @param {number} at */
  async #cursor(at) {
    await this.updateComplete;
    this.#field?.focus();
    this.#field?.setSelectionRange(at, at);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const leaves = event.key === 'Escape';
    if (this.#mentions.take(event.key, (user) => this.#mention(user))) {
      event.preventDefault();
      event.stopPropagation();
      this.requestUpdate();
    } else if (leaves && this.#recording.seconds !== null) {
      event.stopPropagation();
      this.#cancelRecording();
    } else if (leaves && (this.reply || this.editing)) {
      event.stopPropagation();
      this.#leave();
    } else if (event.key === 'Enter' && event.target === this.#field && !event.shiftKey && !event.isComposing) {
      this.#submit(event);
    }
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#recording.seconds !== null) {
      this.#fire({ voice: await this.#recording.stop() });
      this.#field?.focus();
      return;
    }
    const text = this.text.trim();
    if (text !== '') {
      const content = this.#mentions.contentOf(text);
      this.text = '';
      this.picking = false;
      this.#typedAt = 0;
      this.#mentions.clear();
      this.#fire(content === null ? { text } : { content });
      this.#field?.focus();
    }
  }

  /** What comes late, from the browser or the machine, is not for what is shown by then. @param {any} detail */
  #fire(detail) {
    if (this.isConnected) {
      this.dispatchEvent(new CustomEvent('send', { detail }));
    }
  }

  #leave() {
    this.dispatchEvent(new CustomEvent('leave'));
    this.#field?.focus();
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = filesOf(event.clipboardData);
    if (files.length > 0 && this.may.files && !this.editing) {
      event.preventDefault();
      this.#fire({ files });
    }
  }

  #togglePicker() {
    this.picking = !this.picking;
    if (this.picking) {
      import('./emoji-picker.js');
    }
  }

  #leavePicker() {
    this.picking = false;
    this.#field?.focus();
  }

  /** @param {string} emoji */
  #insert(emoji) {
    const at = this.#field?.selectionStart ?? this.text.length;
    this.text = this.text.slice(0, at) + emoji + this.text.slice(at);
    this.picking = false;
    this.#cursor(at + emoji.length);
  }

  async #locate() {
    this.notice = this.words.locating;
    try {
      this.#fire({ content: [await location()] });
      this.notice = '';
    } catch {
      this.notice = this.words.locationRefused;
    }
  }

  async #record() {
    try {
      await this.#recording.start();
    } catch {
      this.notice = this.words.recordRefused;
    }
  }

  async #cancelRecording() {
    this.#recording.cancel();
    await this.updateComplete;
    this.#field?.focus();
  }
}

customElements.define('tertulia-composer', Composer);
