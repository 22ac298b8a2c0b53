import { frozen } from './values.js';

/** @typedef {import('./frames.js').ContentBlock} ContentBlock */

/**
 * Addresses of files as a page can open them. Facts name the path on the server, which each client
 * reaches by its own base.
 */
export class FileUrls {
  #base;

  /** @param {string} base without a slash at the end */
  constructor(base) {
    this.#base = base;
  }

  /** The address that the server told by its own name, by the name that this client knows it by. @param {string} url */
  reached(url) {
    const path = url.indexOf('/files/');
    return path < 0 ? url : this.#base + url.slice(path);
  }

  /**
   * The content with whole addresses; the same object where there is nothing to change.
   *
   * @param {readonly ContentBlock[]} content
   * @returns {readonly ContentBlock[]}
   */
  in(content) {
    return content.some(isPartial)
      ? frozen(content.map((b) => (isPartial(b) ? { ...b, url: this.#base + b.url } : b)))
      : content;
  }
}

/** @param {ContentBlock} block */
function isPartial(block) {
  return block.type === 'file' && typeof block.url === 'string' && block.url.startsWith('/');
}
