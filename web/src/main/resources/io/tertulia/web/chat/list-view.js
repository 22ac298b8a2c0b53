import { dayName } from './days.js';

const MAY_WRITE = Object.freeze({ write: true, react: true });
const MAY_READ = Object.freeze({ write: false, react: true });
/** @type {readonly string[]} */
const NONE = Object.freeze([]);

/** What the list of messages is told by its chatbox: the same objects while nothing changes. */
export class ListView {
  /** @type {Record<string, any>} */
  #view = {};
  #language = '';
  /** @type {(at: number) => string} */
  #time = String;
  /** @type {(at: number) => string} */
  #day = String;

  /** How content is shown. @type {any} */
  #way = null;

  /**
   * @param {import('./chatbox.js').Chatbox} box
   * @param {string | null} divider the first unread message
   */
  of(box, divider) {
    const { words, details, user, loadedAll } = box;
    this.#speak(box);
    const now = {
      words,
      me: user,
      loadedAll,
      welcomeMessages: details?.welcomeMessages ?? NONE,
      readUntil: details?.everyoneReadUntil ?? 0,
      unread: details?.unreadMessageCount ?? 0,
      divider,
      may: details?.access === 'ReadWrite' ? MAY_WRITE : MAY_READ,
      way: this.#way,
      time: this.#time,
      day: this.#day,
    };
    if (Object.entries(now).some(([name, value]) => this.#view[name] !== value)) {
      this.#view = now;
    }
    return this.#view;
  }

  /** @param {import('./chatbox.js').Chatbox} box */
  #speak(box) {
    const { language, words, customEmoji } = box;
    if (language !== this.#language || words !== this.#way?.words) {
      this.#language = language;
      const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
      this.#time = (at) => time.format(at);
      this.#day = (at) => dayName(at, language, words);
    }
    if (this.#way?.words !== words || this.#way?.emoji !== customEmoji) {
      this.#way = {
        words,
        emoji: customEmoji,
        onAction: (/** @type {string} */ action, /** @type {any} */ params) => box.tell('action', { action, params }),
        onImage: (/** @type {any} */ block) => {
          import('./lightbox.js');
          box.image = block;
        },
      };
    }
  }
}
