import { readFrame } from '../frames.js';

/** So many frames go out in one text, and so many characters of more than one. */
const MAX_JOINED = 100;
const MAX_JOINED_CHARACTERS = 16_384;

/** How a socket is closed by us. */
const NORMAL = 1000;

/**
 * What a socket tells: that it opened, a frame, or that it ended and why.
 *
 * @typedef {{opened: () => void, told: (frame: any) => void, ended: (why: string) => void}} Ear
 */

/** One socket as the link sees it: frames instead of text. */
export class Wire {
  #socket;
  #ear;
  /** Frames that go out with the next flush. @type {string[]} */
  #joined = [];
  #characters = 0;
  #over = false;

  /**
   * @param {WebSocket} socket
   * @param {import('../turn.js').Turn} turn
   * @param {Ear} ear called on the turn
   */
  constructor(socket, turn, ear) {
    this.#socket = socket;
    this.#ear = ear;
    socket.onopen = () => turn.execute(() => this.#unlessOver(() => ear.opened()));
    socket.onmessage = (event) => turn.execute(() => this.#unlessOver(() => this.#read(event.data)));
    socket.onclose = (event) => turn.execute(() => this.#end(`closed with ${event.code}`));
    socket.onerror = () => turn.execute(() => this.#end('the line broke, or could not be had'));
  }

  /**
   * Sends a frame, at the latest with the next flush; several go out as one text, an array.
   *
   * @param {any} frame
   */
  send(frame) {
    const text = JSON.stringify(frame);
    const full = this.#characters + text.length > MAX_JOINED_CHARACTERS;
    if (this.#joined.length > 0 && (this.#joined.length >= MAX_JOINED || full)) {
      this.flush();
    }
    this.#joined.push(text);
    this.#characters += text.length;
  }

  /** Has everything that was sent go out. */
  flush() {
    if (this.#joined.length === 0 || this.#socket.readyState !== 1) {
      return;
    }
    const text = this.#joined.length === 1 ? this.#joined[0] : `[${this.#joined.join(',')}]`;
    this.#joined = [];
    this.#characters = 0;
    this.#socket.send(text);
  }

  /** Ends it; nothing is told from now on. @param {boolean} politely after what was sent */
  close(politely) {
    if (politely) {
      this.flush();
    }
    this.#over = true;
    this.#socket.close(NORMAL);
  }

  /** @param {unknown} data */
  #read(data) {
    let frame;
    try {
      frame = readFrame(String(data));
    } catch {
      this.#end('a frame could not be read');
      return;
    }
    try {
      this.#ear.told(frame);
    } catch (e) {
      console.warn('Tertulia: a frame made no sense; the line is given up', e);
      this.#end('a frame made no sense');
    }
  }

  /** @param {string} why */
  #end(why) {
    this.#unlessOver(() => {
      this.#over = true;
      this.#socket.close();
      this.#ear.ended(why);
    });
  }

  /** @param {() => void} task */
  #unlessOver(task) {
    if (!this.#over) {
      task();
    }
  }
}
