import { guard } from './errors.js';

/**
 * Gathers what happens in one go. Tasks run one after the other, each to its end; when none is
 * left, `atRest` runs once, so that many changes are shown, and many frames sent, together.
 */
export class Turn {
  #atRest;
  #wake;
  /** @type {(() => void)[]} */
  #tasks = [];
  #running = false;

  /**
   * @param {() => void} atRest
   * @param {(drain: () => void) => void} [wake] has the tasks run soon, never at once
   */
  constructor(atRest, wake = (drain) => queueMicrotask(drain)) {
    this.#atRest = atRest;
    this.#wake = wake;
  }

  /** @param {() => void} task */
  execute(task) {
    this.#tasks.push(task);
    if (!this.#running) {
      this.#running = true;
      this.#wake(() => this.#drain());
    }
  }

  #drain() {
    while (this.#tasks.length > 0) {
      const tasks = this.#tasks;
      this.#tasks = [];
      tasks.forEach(guard);
      guard(this.#atRest);
    }
    this.#running = false;
  }
}

/**
 * Has something run as a task of its own, soon and also while the page is in the background, where
 * timers are slow.
 *
 * @returns {(task: () => void) => void}
 */
export function ownTasks() {
  const channel = new MessageChannel();
  /** @type {(() => void)[]} */
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (task) => {
    waiting.push(task);
    channel.port2.postMessage(null);
  };
}
