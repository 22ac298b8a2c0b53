/** Arrows go from message to message, and from action to action. */
export class MessageKeys {
  #list;

  /** @param {import('./message-list.js').MessageList} list */
  constructor(list) {
    this.#list = list;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const bar = target.closest('.actions');
    if (bar && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const back = (event.key === 'ArrowLeft') === target.matches(':dir(ltr)');
      const next = back ? target.previousElementSibling : target.nextElementSibling;
      event.preventDefault();
      /** @type {HTMLElement | null} */ (next)?.focus();
    } else if (bar && event.key === 'Escape') {
      event.stopPropagation();
      /** @type {HTMLElement | null} */ (target.closest('[data-id]'))?.focus();
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !target.matches('audio, video')) {
      this.#step(event, target.closest('[data-id]'));
    }
  }

  /**
   * From a message to the next, which need not be drawn yet; from the list itself up to the last in
   * sight.
   *
   * @param {KeyboardEvent} event
   * @param {Element | null} from
   */
  #step(event, from) {
    const { messages } = this.#list;
    const up = event.key === 'ArrowUp';
    const id = from instanceof HTMLElement ? from.dataset.id : undefined;
    const now = id === undefined ? -1 : messages.findIndex((message) => message.id === id);
    const next = now < 0 ? (up ? this.#list.lastInSight : undefined) : messages[up ? now + 1 : now - 1]?.id;
    if (next !== undefined) {
      event.preventDefault();
      this.#list.step(next);
    }
  }
}
