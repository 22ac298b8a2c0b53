import { markupOf } from './markup.js';

/** What a person does with the messages of a chatbox. */
export class Deeds {
  #box;

  /** @param {import('./chatbox.js').Chatbox} box */
  constructor(box) {
    this.#box = box;
  }

  /** Sends what was written, or changes what is edited. @param {CustomEvent} event */
  send({ detail: { text, content, files, voice } }) {
    const { editing, reply, outbox } = this.#box;
    if (editing) {
      this.#change(editing.message, text === undefined ? { content } : { text });
      return;
    }
    const more = reply ? { referencedMessage: reply.id } : {};
    this.#box.reply = null;
    if (voice) {
      const { file, duration } = voice;
      outbox?.send({ file, voice: { voice: true, duration }, ...more });
    } else if (files) {
      files.forEach((/** @type {File} */ file) => outbox?.send({ file, ...more }));
    } else {
      outbox?.send(text === undefined ? { content, ...more } : { text, ...more });
    }
    this.#box.list?.toEnd();
  }

  /** Does what was asked for at a message. @param {CustomEvent} event */
  act({ detail: { action, message, key, emoji, add } }) {
    const box = this.#box;
    switch (action) {
      case 'retry':
        box.outbox?.retry(key);
        break;
      case 'discard':
        box.outbox?.discard(key);
        break;
      case 'reply':
        box.editing = null;
        box.reply = message;
        break;
      case 'edit':
        box.reply = null;
        box.editing = { message, markup: markupOf(message.content) };
        break;
      case 'delete':
        this.#delete(message);
        break;
      case 'react':
        import('./emoji-picker.js');
        box.reacting = message;
        break;
      case 'toggle':
        this.react(message, emoji, add);
        break;
      case 'jump':
        box.jump(message);
        break;
      default:
    }
  }

  /**
   * @param {any} message
   * @param {string} emoji
   * @param {boolean} add or take back
   */
  async react(message, emoji, add) {
    this.leaveReacting();
    const reactions = this.#box.ref?.message(message.id).reactions(emoji);
    await this.#attempt(() => (add ? reactions?.add() : reactions?.remove()));
  }

  /** No emoji is chosen. */
  leaveReacting() {
    const { reacting, list } = this.#box;
    if (reacting) {
      list?.focusOn(reacting.id);
      this.#box.reacting = null;
    }
  }

  /** Files are held over the chatbox. @param {DragEvent} event */
  drag(event) {
    if (event.dataTransfer?.types.includes('Files') && this.#box.details?.access === 'ReadWrite') {
      event.preventDefault();
      this.#box.dropping = true;
    }
  }

  /** Sends files that are let go over the chatbox. @param {DragEvent} event */
  drop(event) {
    if (this.#box.dropping) {
      event.preventDefault();
      this.#box.dropping = false;
      [...(event.dataTransfer?.files ?? [])].forEach((file) => this.#box.outbox?.send({ file }));
    }
  }

  /**
   * @param {any} message
   * @param {any} change
   */
  async #change(message, change) {
    this.#box.editing = null;
    await this.#attempt(() => this.#box.ref?.message(message.id).edit(change));
  }

  /** @param {any} message */
  async #delete(message) {
    const { ask } = await import('./dialog.js');
    const { words, ref, renderRoot } = this.#box;
    const labels = { yes: words.delete, no: words.cancel };
    if (await ask(renderRoot, words.deleteQuestion, labels)) {
      await this.#attempt(() => ref?.message(message.id).delete());
      this.#box.list?.focusOn(null);
    } else {
      this.#box.list?.focusOn(message.id);
    }
  }

  /** @param {() => Promise<unknown> | undefined} what */
  async #attempt(what) {
    try {
      await what();
    } catch (error) {
      this.#box.tell('error', error);
    }
  }
}
