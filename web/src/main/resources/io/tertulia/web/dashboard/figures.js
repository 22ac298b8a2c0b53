import { Look, rate, within } from './metrics.js';

/** Milliseconds between two looks, and how many are remembered: ten minutes. */
const EVERY = 2000;
const KEPT = 300;

const PERCENTILES = [0.5, 0.95, 0.99];

/** @param {string} name */
const gauge = (name) => (/** @type {Look} */ _, /** @type {Look} */ now) => now.value(name);
/** @param {string[]} names */
const perSecond = (...names) => (/** @type {Look} */ before, /** @type {Look} */ now) => rate(before, now, ...names);
/** @param {string} name */
const percentiles = (name) =>
  PERCENTILES.map((share) => ({
    label: `${share * 100} %`,
    of: (/** @type {Look} */ before, /** @type {Look} */ now) => within(before, now, name, share),
  }));

/**
 * @typedef {{label: string, of: (before: Look, now: Look) => number | null}} Line
 * @typedef {{heading: string, unit: 'count' | 'rate' | 'time' | 'bytes', lines: Line[]}} Picture
 */

/** The pictures of the overview. @type {readonly Picture[]} */
export const PICTURES = [
  {
    heading: 'Connections',
    unit: 'count',
    lines: [
      { label: 'open', of: gauge('tertulia_connections') },
      { label: 'HTTP requests', of: gauge('tertulia_requests') },
      { label: 'transfers of files', of: gauge('tertulia_transfers') },
    ],
  },
  {
    heading: 'Sent by clients',
    unit: 'rate',
    lines: [
      { label: 'commands', of: perSecond('tertulia_commands_total') },
      { label: 'questions', of: perSecond('tertulia_queries_total', 'tertulia_follows_total') },
      { label: 'HTTP calls', of: perSecond('tertulia_replies_total') },
    ],
  },
  {
    heading: 'Delivered',
    unit: 'rate',
    lines: [
      { label: 'frames to clients', of: perSecond('tertulia_frames_sent_total') },
      { label: 'events to webhooks', of: perSecond('tertulia_webhook_events_taken_total') },
    ],
  },
  {
    heading: 'Time of a command until it is on disk',
    unit: 'time',
    lines: percentiles('tertulia_command_seconds'),
  },
  {
    heading: 'Time of an HTTP call until it is answered',
    unit: 'time',
    lines: percentiles('tertulia_call_seconds'),
  },
  {
    heading: 'Time of a frame until it is written',
    unit: 'time',
    lines: percentiles('tertulia_delivery_seconds'),
  },
  {
    heading: 'Time of a webhook until it answers',
    unit: 'time',
    lines: percentiles('tertulia_webhook_seconds'),
  },
  {
    heading: 'Waiting',
    unit: 'count',
    lines: [
      { label: 'commands', of: gauge('tertulia_commands_waiting') },
      { label: 'reads', of: gauge('tertulia_reads_waiting') },
      { label: 'webhook events', of: gauge('tertulia_webhook_events_waiting') },
    ],
  },
  {
    heading: 'Refused',
    unit: 'rate',
    lines: [
      { label: 'by a rule', of: perSecond('tertulia_refused_total', 'tertulia_calls_refused_total') },
      { label: 'too fast', of: perSecond('tertulia_throttled_total') },
      {
        label: 'too many',
        of: perSecond('tertulia_connections_refused_total', 'tertulia_requests_refused_total'),
      },
    ],
  },
  {
    heading: 'Storage',
    unit: 'bytes',
    lines: [
      { label: 'store', of: gauge('tertulia_store_bytes') },
      { label: 'files', of: gauge('tertulia_files_bytes') },
    ],
  },
];

/** Looks at the server's figures every two seconds while somebody looks at the page. */
export class Figures {
  #told;
  #timer = 0;
  #isGoing = false;
  /** @type {Look | null} */
  #last = null;
  /** @type {number[]} */
  #times = [];
  /** @type {(number | null)[][][]} by picture and line */
  #columns = PICTURES.map((picture) => picture.lines.map(() => []));

  /** @param {(failure: string) => void} told after each look; with words when there was none */
  constructor(told) {
    this.#told = told;
  }

  start() {
    this.#isGoing = true;
    document.addEventListener('visibilitychange', this.#next);
    this.#next();
  }

  stop() {
    this.#isGoing = false;
    document.removeEventListener('visibilitychange', this.#next);
    clearTimeout(this.#timer);
  }

  /** What was seen last. */
  get last() {
    return this.#last;
  }

  /** A picture's times in seconds, and then its lines. @param {number} picture */
  columns(picture) {
    return [this.#times, ...this.#columns[picture]];
  }

  #next = () => {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      void this.#look();
    }
  };

  async #look() {
    let failure = '';
    try {
      const response = await fetch('/metrics', { cache: 'no-store' });
      if (!response.ok) {
        throw new Error(`the server answered ${response.status}`);
      }
      this.#take(new Look(await response.text(), Date.now()));
    } catch {
      failure = 'The server cannot be reached. What you see is not of this moment.';
    }
    if (this.#isGoing) {
      this.#told(failure);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#next, EVERY);
    }
  }

  /** @param {Look} now */
  #take(now) {
    const before = this.#last;
    this.#last = now;
    if (!before) {
      return;
    }
    this.#times = [...this.#times, now.at / 1000].slice(-KEPT);
    this.#columns = PICTURES.map((picture, i) =>
      picture.lines.map((line, j) => [...this.#columns[i][j], line.of(before, now)].slice(-KEPT)),
    );
  }
}
