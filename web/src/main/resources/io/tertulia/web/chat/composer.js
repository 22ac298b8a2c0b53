import { LitElement, html, live, nothing, ref } from '../lib/lit.js';
import { COMPOSER_STYLES } from './composer-styles.js';
import { Recorder } from './media.js';
import { CONTROLS } from './styles.js';
import { contentOf, mentionsIn } from './typed.js';

/** Others are told at most so often that the user is typing. */
const TYPING_MILLIS = 5_000;
const MAX_CANDIDATES = 6;
const TENTH = 100;

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
    text: { state: true },
    candidates: { state: true },
    chosen: { state: true },
    seconds: { state: true },
    notice: { state: true },
    picking: { state: true },
  };

  static styles = [CONTROLS, COMPOSER_STYLES];

  /** @type {HTMLTextAreaElement | undefined} */
  #field;
  #typedAt = 0;
  #recorder = new Recorder();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  /** Who was mentioned, by what stands in the text. @type {Map<string, any>} */
  #mentioned = new Map();

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
    this.text = '';
    /** @type {readonly any[]} */
    this.candidates = [];
    this.chosen = 0;
    /** @type {number | null} */
    this.seconds = null;
    this.notice = '';
    this.picking = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopClock();
    this.#recorder.cancel();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('editing') && this.editing) {
      this.text = this.editing.markup;
      this.#mentioned = mentionsIn(this.editing.message.content);
    }
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if ((changed.has('editing') && this.editing) || (changed.has('reply') && this.reply)) {
      this.#field?.focus();
    }
  }

  render() {
    const { words } = this;
    return html`
      ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
      ${this.reply ? this.#about(words.replyingTo, this.reply.sender.name, this.reply.plaintext) : nothing}
      ${this.editing ? this.#about(words.editing, '', '') : nothing}
      ${this.candidates.length > 0 ? this.#offers() : nothing}
      ${this.picking
        ? html`<tertulia-emoji-picker
            class="picker"
            .words=${words}
            @pick=${(/** @type {CustomEvent} */ e) => this.#insert(e.detail)}
            @leave=${() => this.#leavePicker()}
          ></tertulia-emoji-picker>`
        : nothing}
      <form @submit=${this.#submit}>
        ${this.seconds === null ? this.#writing() : this.#recordingNow(this.seconds)}
      </form>
    `;
  }

  focus() {
    this.#field?.focus();
  }

  /**
   * @param {string} what
   * @param {string} who
   * @param {string} text
   */
  #about(what, who, text) {
    return html`<div class="about">
      <span dir="auto">${what} <strong>${who}</strong> ${text}</span>
      <button type="button" class="icon no" aria-label=${this.words.cancel} @click=${this.#leave}></button>
    </div>`;
  }

  #offers() {
    return html`<ul class="candidates" id="candidates" role="listbox" aria-label=${this.words.mentions}>
      ${this.candidates.map(
        (user, i) =>
          html`<li
            id=${`candidate-${i}`}
            role="option"
            aria-selected=${i === this.chosen ? 'true' : 'false'}
            @pointerdown=${(/** @type {Event} */ e) => {
              e.preventDefault();
              this.#mention(user);
            }}
          >
            ${user.name}
          </li>`,
      )}
    </ul>`;
  }

  #writing() {
    const { words, may } = this;
    const offering = this.candidates.length > 0;
    return html`
      ${may.files && !this.editing
        ? html`<button type="button" class="icon attach" aria-label=${words.attach} title=${words.attach} @click=${this.#attach}></button>
            <input type="file" multiple hidden @change=${this.#chosenFiles}>`
        : nothing}
      <textarea
        ${ref((field) => {
          this.#field = /** @type {HTMLTextAreaElement} */ (field);
        })}
        rows="1"
        dir="auto"
        aria-label=${words.message}
        placeholder=${words.message}
        title=${words.formatting}
        aria-autocomplete="list"
        aria-controls=${offering ? 'candidates' : nothing}
        aria-activedescendant=${offering ? `candidate-${this.chosen}` : nothing}
        .value=${live(this.text)}
        @input=${this.#typed}
        @keydown=${this.#key}
        @paste=${this.#pasted}
      ></textarea>
      <button
        type="button"
        class="icon emoji"
        aria-label=${words.emoji}
        title=${words.emoji}
        aria-expanded=${this.picking ? 'true' : 'false'}
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

  /** @param {number} seconds */
  #recordingNow(seconds) {
    const { words } = this;
    const time = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
    return html`<span class="recording" role="timer" aria-label=${words.recording}>${time}</span>
      <button type="button" class="icon no" aria-label=${words.cancel} @click=${this.#cancelRecording}></button>
      <button class="icon send" aria-label=${words.send}></button>`;
  }

  #typed() {
    this.text = this.#field?.value ?? '';
    this.notice = '';
    this.#offer();
    const now = Date.now();
    if (this.text.trim() !== '' && !this.editing && now - this.#typedAt > TYPING_MILLIS) {
      this.#typedAt = now;
      this.dispatchEvent(new CustomEvent('typing'));
    }
  }

  /** What is being mentioned: the word behind the last `@` before the cursor. */
  #offer() {
    const before = this.text.slice(0, this.#field?.selectionStart ?? 0);
    const begun = this.may.mentions ? /(?:^|\s)@([^@\n]{0,30})$/u.exec(before) : null;
    const wanted = begun?.[1].toLocaleLowerCase() ?? '';
    this.candidates = begun
      ? this.people
          .filter((user) => user.name.toLocaleLowerCase().startsWith(wanted))
          .slice(0, MAX_CANDIDATES)
      : [];
    this.chosen = 0;
  }

  /** @param {any} user */
  #mention(user) {
    const field = this.#field;
    if (field) {
      const at = field.selectionStart;
      const begin = this.text.lastIndexOf('@', at - 1);
      const mention = `@${user.name}`;
      this.#mentioned.set(mention, user);
      this.text = `${this.text.slice(0, begin)}${mention} ${this.text.slice(at)}`;
      this.candidates = [];
      this.#cursor(begin + mention.length + 1);
    }
  }

  /** @param {number} at */
  async #cursor(at) {
    await this.updateComplete;
    this.#field?.focus();
    this.#field?.setSelectionRange(at, at);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const offers = this.candidates.length;
    if (offers > 0 && ['ArrowUp', 'ArrowDown', 'Enter', 'Tab', 'Escape'].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') {
        this.candidates = [];
      } else if (event.key === 'Enter' || event.key === 'Tab') {
        this.#mention(this.candidates[this.chosen]);
      } else {
        this.chosen = (this.chosen + (event.key === 'ArrowDown' ? 1 : offers - 1)) % offers;
      }
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      this.#submit(event);
    } else if (event.key === 'Escape' && (this.reply || this.editing)) {
      event.stopPropagation();
      this.#leave();
    }
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.seconds !== null) {
      this.#stopClock();
      this.#fire({ voice: await this.#recorder.stop() });
      return;
    }
    const text = this.text.trim();
    if (text !== '') {
      const content = this.#withMentions(text);
      this.text = '';
      this.candidates = [];
      this.picking = false;
      this.#typedAt = 0;
      this.#mentioned.clear();
      this.#fire(content === null ? { text } : { content });
      this.#field?.focus();
    }
  }

  /**
   * A text with mentions as content; null when it has none.
   *
   * @param {string} text
   */
  #withMentions(text) {
    const there = [...this.#mentioned.keys()].some((mention) => text.includes(mention));
    return there ? contentOf(text, this.#mentioned) : null;
  }

  /**
   * What comes late, from a question of the browser or of the machine, belongs to what was shown
   * then: it is not sent to whatever is shown now.
   *
   * @param {any} detail
   */
  #fire(detail) {
    if (this.isConnected) {
      this.dispatchEvent(new CustomEvent('send', { detail }));
    }
  }

  #leave() {
    if (this.editing) {
      this.text = '';
    }
    this.dispatchEvent(new CustomEvent('leave'));
    this.#field?.focus();
  }

  #attach() {
    const input = this.renderRoot.querySelector('input');
    input?.click();
  }

  /** @param {Event} event */
  #chosenFiles(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.#fire({ files: [...(input.files ?? [])] });
    input.value = '';
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
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

  #locate() {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) =>
        this.#fire({ content: [{ type: 'location', latitude, longitude }] }),
      () => {
        this.notice = this.words.locationRefused;
      },
    );
  }

  async #record() {
    try {
      if (await this.#recorder.start()) {
        this.seconds = 0;
        this.#clock = setInterval(() => {
          this.seconds = this.#recorder.seconds;
        }, TENTH);
      }
    } catch {
      this.notice = this.words.recordRefused;
    }
  }

  async #cancelRecording() {
    this.#stopClock();
    this.#recorder.cancel();
    await this.updateComplete;
    this.#field?.focus();
  }

  #stopClock() {
    clearInterval(this.#clock);
    this.seconds = null;
  }
}

customElements.define('tertulia-composer', Composer);
