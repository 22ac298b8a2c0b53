import { TalkError } from '../errors.js';
import { Patience } from './patience.js';
import { Trip } from './trip.js';

/**
 * So much goes out at a time; each piece is acknowledged before the next. A browser counts a piece as
 * gone when it gave it away, however long the line needs: so pieces are as large as the server has
 * within a second, and progress shows on a slow line too.
 */
const FIRST_PIECE = 64 * 1024;
const MAX_PIECE = 4 * 1024 * 1024;
const PIECE_MILLIS = 1_000;

/**
 * @typedef {import('./trip.js').Outcome} Outcome
 * @typedef {{progress: (sent: number) => void, done: (token: string) => void,
 *   failed: (error: TalkError) => void, dismissed: (error: TalkError) => void}} Reply
 */

/**
 * One upload, from its bytes to its token.
 *
 * | State | is left when |
 * | --- | --- |
 * | waiting: for its turn among the session's uploads | `begin`: creating |
 * | creating: `POST` | the server has made it: sending; the line breaks: again after a while |
 * | sending: `PATCH` with the next piece | the server has it: the next one; the token comes: over; the line breaks: looking after a while |
 * | looking: `HEAD` | the token comes: over; the server says how far it is: sending; it knows of none: creating, once |
 * | over | never |
 *
 * From every state, a refusal and whoever ends it lead to over. What the server has is then freed,
 * unless it is the file that was asked for.
 */
export class Upload {
  #parts;
  #data;
  #details;
  #reply;
  #patience;
  /** @type {Trip | null} */
  #trip = null;

  #piece = FIRST_PIECE;

  /** How far the server is, as it said last. */
  #offset = 0;

  /** As far as it ever was. */
  #reached = 0;

  /** What was told last. */
  #told = -1;

  /** Names it at the server; null until that has made it. @type {string | null} */
  #id = null;
  #creating = false;
  #restarted = false;
  #over = false;

  /**
   * @param {import('./uploads.js').UploadParts} parts
   * @param {Blob} data
   * @param {Record<string, any>} details
   * @param {Reply} reply
   */
  constructor(parts, data, details, reply) {
    this.#parts = parts;
    this.#data = data;
    this.#details = details;
    this.#reply = reply;
    this.#patience = new Patience(parts);
  }

  begin() {
    this.#create();
  }

  /** @param {TalkError} error */
  end(error) {
    if (!this.#over) {
      this.#finish();
      this.#free();
      this.#reply.failed(error);
    }
  }

  #create() {
    this.#creating = true;
    const headers = {
      'Upload-Length': String(this.#data.size),
      'Upload-Metadata': metadata(this.#details),
    };
    this.#go('POST', '/uploads', headers, null, (outcome) => {
      this.#creating = false;
      if (outcome.type === 'done') {
        this.#id = outcome.header('Location')?.split('/').filter(Boolean).pop() ?? null;
      }
      if (this.#over) {
        this.#free();
      } else if (outcome.type === 'lost') {
        this.#again(outcome, () => this.#create());
      } else if (outcome.type === 'refused') {
        this.end(outcome.error);
      } else if (this.#id === null) {
        this.end(new TalkError('INTERNAL', 'The answer makes no sense: no Location'));
      } else {
        this.#patience.renew();
        this.#moved(outcome);
      }
    });
  }

  #send() {
    const from = this.#offset;
    const piece = this.#data.slice(from, from + this.#piece);
    const begun = this.#parts.environment.now();
    const headers = {
      'Upload-Offset': String(from),
      'Content-Type': 'application/offset+octet-stream',
    };
    this.#go('PATCH', `/uploads/${this.#id}`, headers, piece, (outcome) => {
      const idle =
        outcome.type === 'done' &&
        !outcome.header('Tertulia-File-Token') &&
        from >= offsetOf(outcome);
      if (idle) {
        const error = new TalkError('UNAVAILABLE', 'The server took no byte.');
        this.#again({ type: 'lost', error, said: false }, () => this.#look());
      } else {
        this.#fit(piece.size, this.#parts.environment.now() - begun);
        this.#answered(outcome);
      }
    });
  }

  /**
   * The next piece is as large as the line bears.
   *
   * @param {number} sent
   * @param {number} millis
   */
  #fit(sent, millis) {
    const fits = (sent * PIECE_MILLIS) / Math.max(millis, 1);
    this.#piece = Math.min(Math.max(Math.round(fits), FIRST_PIECE), MAX_PIECE);
  }

  #look() {
    this.#go('HEAD', `/uploads/${this.#id}`, {}, null, (outcome) => this.#answered(outcome));
  }

  /** @param {Outcome} outcome */
  #answered(outcome) {
    if (outcome.type === 'done') {
      this.#moved(outcome);
    } else if (outcome.type === 'lost') {
      this.#again(outcome, () => this.#look());
    } else if (outcome.error.code === 'NOT_FOUND') {
      this.#restart(outcome.error);
    } else {
      this.end(outcome.error);
    }
  }

  /** @param {Extract<Outcome, {type: 'done'}>} outcome */
  #moved(outcome) {
    const token = outcome.header('Tertulia-File-Token')?.trim();
    if (token) {
      this.#finish();
      this.#reply.progress(this.#data.size);
      this.#reply.done(token);
      return;
    }
    this.#offset = offsetOf(outcome);
    if (this.#offset < 0 || this.#offset > this.#data.size) {
      this.end(new TalkError('INTERNAL', 'The answer makes no sense: Upload-Offset'));
      return;
    }
    if (this.#offset > this.#reached) {
      this.#reached = this.#offset;
      this.#patience.renew();
    }
    this.#send();
  }

  /** The server knows nothing of it, any more. @param {TalkError} why */
  #restart(why) {
    if (this.#restarted) {
      this.end(why);
      return;
    }
    this.#restarted = true;
    this.#id = null;
    this.#offset = 0;
    this.#reached = 0;
    this.#create();
  }

  /**
   * @param {Extract<Outcome, {type: 'lost'}>} lost
   * @param {() => void} next
   */
  #again(lost, next) {
    if (!this.#patience.retry(lost.said, next)) {
      this.end(lost.error);
    }
  }

  #finish() {
    this.#over = true;
    this.#patience.stop();
    // A request that creates it is waited for: without its answer nobody can free what it made.
    if (!this.#creating) {
      this.#trip?.cancel();
    }
  }

  /** Frees what the server has, as well as may be: without a line the server does it after a day. */
  #free() {
    if (this.#id !== null && this.#parts.credentials.ready) {
      new Trip(this.#parts, 'DELETE', `/uploads/${this.#id}`, {}, null, () => {}).begin();
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string>} headers
   * @param {Blob | null} body
   * @param {(outcome: Outcome) => void} then
   */
  #go(method, path, headers, body, then) {
    const trip = new Trip(this.#parts, method, path, headers, body, (outcome) => {
      if (outcome.type === 'refused' && outcome.ends) {
        this.#reply.dismissed(outcome.error);
      }
      if (!this.#over || method === 'POST') {
        then(outcome);
      }
    });
    trip.progress = (sent) => this.#progress(this.#offset + sent);
    this.#trip = trip;
    this.#parts.credentials.whenReady(() => trip.begin());
  }

  /** Never goes back, and never says all before the server has the file. @param {number} sent */
  #progress(sent) {
    if (!this.#over && sent > this.#told && sent < this.#data.size) {
      this.#told = sent;
      this.#reply.progress(sent);
    }
  }
}

/** @param {Extract<Outcome, {type: 'done'}>} outcome */
function offsetOf(outcome) {
  const text = outcome.header('Upload-Offset');
  if (text !== null && /^\d+$/.test(text)) {
    return Number(text);
  }
  return text === null && outcome.status === 201 ? 0 : -1;
}

/** @param {Record<string, any>} details */
function metadata({ filename, kind, width, height, duration }) {
  const seconds = duration === undefined || duration === null ? null : duration.toFixed(3);
  return Object.entries({ filename, kind, width, height, duration: seconds })
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key} ${base64(String(value))}`)
    .join(',');
}

/** @param {string} text */
function base64(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
