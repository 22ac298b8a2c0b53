import { LitElement, css, html, live, nothing, ref } from '../lib/lit.js';
import { Recorder } from './media.js';
import { THEME } from './styles.js';

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

  static styles = [
    THEME,
    css`
      :host {
        border-block-start: 1px solid var(--line);
        padding: 8px;
        position: relative;
      }
      form {
        display: flex;
        align-items: end;
        gap: 2px;
      }
      textarea {
        flex: 1;
        min-inline-size: 0;
        resize: none;
        border: 1px solid var(--line);
        border-radius: 18px;
        background: var(--ground);
        padding: 7px 12px;
        max-block-size: 160px;
        line-height: 1.4;
        field-sizing: content;
      }
      .about {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 8px 8px;
        font-size: 13px;
        color: var(--faint);
      }
      .about > span {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        border-inline-start: 3px solid var(--accent);
        padding-inline-start: 8px;
      }
      .candidates {
        position: absolute;
        inset-block-end: 100%;
        inset-inline: 8px;
        background: var(--ground);
        border: 1px solid var(--line);
        border-radius: 10px;
        box-shadow: 0 2px 12px rgb(0 0 0 / 18%);
        padding: 4px;
        margin: 0;
        list-style: none;
        z-index: 2;
      }
      .candidates li {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 6px 8px;
        border-radius: 8px;
        cursor: pointer;
      }
      .candidates li[aria-selected='true'] {
        background: var(--raised);
      }
      .recording {
        flex: 1;
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 6px 12px;
        color: var(--danger);
      }
      .recording::before {
        content: '';
        inline-size: 10px;
        block-size: 10px;
        border-radius: 50%;
        background: currentColor;
      }
      .notice {
        color: var(--danger);
        font-size: 13px;
        margin: 0;
        padding: 0 8px 6px;
      }
      .send {
        color: var(--accent);
      }
      .picker {
        position: absolute;
        inset-block-end: 100%;
        inset-inline-start: 8px;
        z-index: 3;
      }
      .attach { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M8 12l6-6a3.5 3.5 0 015 5l-8 8a5 5 0 01-7-7l8-8'/%3E%3C/svg%3E"); }
      .emoji { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='12' cy='12' r='9'/%3E%3Cpath d='M8 14c1 2 2.5 3 4 3s3-1 4-3M9 9.5v.5M15 9.5v.5'/%3E%3C/svg%3E"); }
      .place { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2'%3E%3Cpath d='M12 21c5-6 7-9 7-12a7 7 0 00-14 0c0 3 2 6 7 12z'/%3E%3Ccircle cx='12' cy='9' r='2.5'/%3E%3C/svg%3E"); }
      .voice { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Crect x='9' y='3' width='6' height='11' rx='3'/%3E%3Cpath d='M5 11a7 7 0 0014 0M12 18v3'/%3E%3C/svg%3E"); }
      .send { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M3 20l19-8L3 4v6l12 2-12 2z'/%3E%3C/svg%3E"); }
      .no { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6 6l12 12M18 6L6 18'/%3E%3C/svg%3E"); }
      :host(:dir(rtl)) .send::before { scale: -1 1; }
    `,
  ];

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
    const names = [...this.#mentioned.keys()].filter((mention) => text.includes(mention));
    if (names.length === 0) {
      return null;
    }
    names.sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(${names.map((name) => RegExp.escape?.(name) ?? escaped(name)).join('|')})`, 'u');
    const children = text
      .split(pattern)
      .filter((piece) => piece !== '')
      .map((piece) => {
        const user = this.#mentioned.get(piece);
        return user ? { type: 'mention', id: user.id, text: user.name } : piece;
      });
    return [{ type: 'text', children }];
  }

  /** @param {any} detail */
  #fire(detail) {
    this.dispatchEvent(new CustomEvent('send', { detail }));
  }

  #leave() {
    if (this.editing) {
      this.text = '';
    }
    this.dispatchEvent(new CustomEvent('leave'));
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
      await this.#recorder.start();
      this.seconds = 0;
      this.#clock = setInterval(() => {
        this.seconds = this.#recorder.seconds;
      }, TENTH);
    } catch {
      this.notice = this.words.recordRefused;
    }
  }

  #cancelRecording() {
    this.#stopClock();
    this.#recorder.cancel();
  }

  #stopClock() {
    clearInterval(this.#clock);
    this.seconds = null;
  }
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

customElements.define('tertulia-composer', Composer);
