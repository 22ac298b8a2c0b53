import { html } from '../lib/lit.js';
import { contentOf } from './typed.js';

/** So many people are offered at a time. */
const MAX_OFFERED = 6;

/** The word behind the last `@` before the cursor; names have blanks, lines end them. */
const BEGUN = /(?:^|\s)@([^@\n]{0,30})$/u;

/** Who is offered while somebody writes `@` and the beginning of a name, and who was chosen. */
export class Mentions {
  /** Who was mentioned, by what stands in the text. @type {Map<string, any>} */
  #mentioned = new Map();

  /** Who is offered. @type {readonly any[]} */
  offered = [];

  /** Which of them the keyboard is at. */
  at = 0;

  /**
   * Offers those whom the text before the cursor may mean.
   *
   * @param {string} before
   * @param {readonly any[]} people
   */
  offer(before, people) {
    const begun = BEGUN.exec(before);
    const wanted = begun?.[1].toLocaleLowerCase() ?? '';
    this.offered = begun ? people.filter((user) => isMeant(user, wanted)).slice(0, MAX_OFFERED) : [];
    this.at = 0;
  }

  /**
   * Goes through those who are offered.
   *
   * @param {string} key of the keyboard
   * @param {(user: any) => void} choose
   * @returns {boolean} whether the key does something here
   */
  take(key, choose) {
    const { length } = this.offered;
    if (length === 0) {
      return false;
    }
    switch (key) {
      case 'Escape':
        this.#close();
        return true;
      case 'Enter':
      case 'Tab':
        choose(this.offered[this.at]);
        return true;
      case 'ArrowDown':
        this.at = (this.at + 1) % length;
        return true;
      case 'ArrowUp':
        this.at = (this.at + length - 1) % length;
        return true;
      default:
        return false;
    }
  }

  /**
   * Puts somebody into the text, instead of what was written of the name.
   *
   * @param {any} user
   * @param {string} text
   * @param {number} cursor
   * @returns {{text: string, cursor: number}}
   */
  put(user, text, cursor) {
    const begin = text.lastIndexOf('@', cursor - 1);
    const mention = `@${user.name}`;
    this.#mentioned.set(mention, user);
    this.#close();
    return {
      text: `${text.slice(0, begin)}${mention} ${text.slice(cursor)}`,
      cursor: begin + mention.length + 1,
    };
  }

  /** Knows others too. @param {Iterable<[string, any]>} mentioned who, by what stands in a text */
  know(mentioned) {
    for (const [mention, user] of mentioned) {
      this.#mentioned.set(mention, user);
    }
  }

  /** Who was mentioned, by what stands in the text. @returns {readonly [string, {id: string, name: string}][]} */
  get mentioned() {
    return [...this.#mentioned].map(([mention, { id, name }]) => [mention, { id, name }]);
  }

  /** Forgets whom it knew: their text is gone. */
  clear() {
    this.#mentioned.clear();
    this.#close();
  }

  /** A text with mentions as content; null when it has none. @param {string} text */
  contentOf(text) {
    const there = [...this.#mentioned.keys()].some((mention) => text.includes(mention));
    return there ? contentOf(text, this.#mentioned) : null;
  }

  #close() {
    this.offered = [];
  }

  /**
   * The list of those who are offered.
   *
   * @param {string} label
   * @param {(user: any) => void} choose
   */
  list(label, choose) {
    return html`<ul class="candidates" id="candidates" role="listbox" aria-label=${label}>
      ${this.offered.map(
        (user, i) =>
          html`<li
            id=${`candidate-${i}`}
            role="option"
            dir="auto"
            aria-selected=${i === this.at ? 'true' : 'false'}
            @pointerdown=${(/** @type {Event} */ e) => {
              e.preventDefault(); // The keyboard stays in the text.
              choose(user);
            }}
          >
            ${user.name}
          </li>`,
      )}
    </ul>`;
  }
}

/**
 * Whether somebody's name, or one of its parts, begins like that.
 *
 * @param {any} user
 * @param {string} wanted in small letters
 */
function isMeant(user, wanted) {
  const name = user.name.toLocaleLowerCase();
  return name.startsWith(wanted) || name.includes(` ${wanted}`);
}
