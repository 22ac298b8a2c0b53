import { TalkError, endsSession, errorCode } from '../errors.js';
import { Credentials, Renewal, tokenOver } from './credentials.js';
import { Pulse } from './pulse.js';
import { Requests } from './requests.js';
import { Wire } from './wire.js';

const WELCOME_MILLIS = 10_000;

/**
 * The session, as the link sees it.
 *
 * @typedef {{lineUp: (view: string | null) => void, received: (frame: any) => void,
 *   lineDown: () => void, failed: (error: TalkError) => void}} Peer
 *
 * @typedef {{uri: string, userId: string, agent: string, idleMillis: number,
 *   pingMillis: number}} Identity
 *
 * @typedef {'rest' | 'opening' | 'token' | 'greeting' | 'ready' | 'waiting' | 'ended'} State
 */

/**
 * The one socket of a session.
 *
 * | State | is left when |
 * | --- | --- |
 * | rest: no socket, none wanted | something is wanted: opening, and a token is asked for if one is needed |
 * | opening | the socket opens: greeting, or token without one; it breaks: waiting |
 * | token: without a token, with or without a socket | a token comes: greeting, or opening without a socket |
 * | greeting: hello was said | the server welcomes us: ready; it breaks or ten seconds pass: waiting |
 * | ready | it breaks: waiting; nothing was wanted for the idle time: rest |
 * | waiting: for the next attempt | the wait is over, or there is a network again: opening |
 * | ended | never |
 *
 * From every state, nothing wanted for the idle time leads to rest, and `end` to ended.
 */
export class Link {
  #identity;
  #turn;
  #environment;
  #peer;
  #bell;
  #idle;
  #pulse;
  #comeback;
  #renewal;
  #deaf;
  /** @type {State} */
  #state = 'rest';
  /** @type {Wire | null} */
  #wire = null;
  #wanted = false;
  #lastId = 0;
  #serverAhead = 0;

  /** @type {Credentials} */
  credentials;
  /** @type {Requests} */
  requests;

  /**
   * @param {{turn: import('../turn.js').Turn, callbacks: import('../turn.js').Turn,
   *   timing: import('./timing.js').Timing, environment: import('./environment.js').Environment,
   *   token: string | null, fetcher: (() => string | Promise<string>) | null}} parts
   * @param {Identity} identity
   * @param {Peer} peer
   */
  constructor(parts, identity, peer) {
    this.#identity = identity;
    this.#turn = parts.turn;
    this.#environment = parts.environment;
    this.#peer = peer;
    this.#bell = parts.timing.bell();
    this.#idle = parts.timing.bell();
    this.#pulse = new Pulse(this, parts.timing.bell(), identity.pingMillis, (why) =>
      this.#broken(why),
    );
    this.#comeback = parts.timing.comeback();
    const now = parts.environment.now;
    this.credentials = new Credentials({ ...parts, now }, this);
    this.requests = new Requests(this, now, parts.timing.retry());
    this.#renewal = new Renewal(this, this.credentials, parts.timing.bell());
    this.#deaf = parts.environment.onNetwork((online) =>
      this.#turn.execute(() => this.#network(online)),
    );
  }

  get ready() {
    return this.#state === 'ready';
  }

  get state() {
    return this.#state;
  }

  /** The number for the next frame that wants an answer; greater than all before. */
  nextId() {
    return ++this.#lastId;
  }

  /**
   * Sends a frame; lost when not ready, or when the line breaks.
   *
   * @param {any} frame
   */
  send(frame) {
    if (this.ready) {
      this.#wire?.send(frame);
    }
  }

  /** The turn is at rest: everything that was sent goes out. */
  flush() {
    this.#wire?.flush();
  }

  /**
   * Says whether a socket is wanted now; one that is not wanted closes after the idle time.
   *
   * @param {boolean} now
   */
  want(now) {
    if (now === this.#wanted || this.#state === 'ended') {
      return;
    }
    this.#wanted = now;
    if (!now) {
      this.#idle.ring(this.#identity.idleMillis, () => this.#rest());
      return;
    }
    this.#idle.silence();
    if (this.#state === 'rest') {
      this.#open();
    }
  }

  /**
   * Ends it for good; unanswered requests fail.
   *
   * @param {TalkError} error
   */
  end(error) {
    if (this.#state !== 'ended') {
      this.#rest();
      this.#state = 'ended';
      this.#idle.silence();
      this.#deaf();
      this.requests.fail(error);
    }
  }

  /** There is a new token. */
  arrived() {
    if (this.#state === 'ready') {
      this.#renewal.begin();
    } else if (this.#state === 'token' && this.#wire === null) {
      this.#open();
    } else if (this.#state === 'token') {
      this.#greet();
    }
  }

  /** There will be no token, or no session. @param {TalkError} error */
  failed(error) {
    if (this.#state !== 'ended') {
      this.#peer.failed(error);
    }
  }

  #open() {
    if (!this.credentials.ready) {
      if (!this.credentials.renewable) {
        this.failed(tokenOver());
        return;
      }
      this.credentials.ask();
    }
    this.#state = 'opening';
    const same = (/** @type {Wire} */ wire) => wire === this.#wire;
    this.#wire = new Wire(this.#environment.socket(this.#identity.uri), this.#turn, {
      opened: (wire) => same(wire) && this.#opened(),
      told: (wire, frame) => same(wire) && this.#told(frame),
      ended: (wire, why) => same(wire) && this.#broken(why),
    });
  }

  #opened() {
    if (this.credentials.ready) {
      this.#greet();
    } else {
      this.#state = 'token';
    }
  }

  #greet() {
    const { userId, agent } = this.#identity;
    const token = this.credentials.token ?? undefined;
    this.#state = 'greeting';
    this.#wire?.send({ type: 'hello', userId, token, agent });
    this.#bell.ring(WELCOME_MILLIS, () => this.#broken('no welcome in ten seconds'));
  }

  /** @param {any} frame */
  #told(frame) {
    this.#pulse.beat();
    switch (frame.type) {
      case 'welcome':
        this.#welcomed(frame);
        return;
      case 'bye':
        this.#dismissed(frame);
        return;
      case 'renewed':
        this.#renewal.stop();
        this.credentials.accepted(this.#byOurClock(frame.tokenEndsAt));
        return;
      case 'refused':
        this.#refused(frame);
        return;
      case 'done':
      case 'answer':
      case 'results':
      case 'translated':
        this.requests.take(frame);
        return;
      default:
        this.#peer.received(frame);
    }
  }

  /** @param {any} frame */
  #refused(frame) {
    if (endsSession(errorCode(frame.code))) {
      this.#dismissed(frame);
    } else if (this.#renewal.asked(frame.id)) {
      this.#renewal.refused();
    } else if (frame.id === null) {
      console.warn(`Tertulia: the server refused a frame: ${frame.code}`);
      if (this.#state === 'greeting') {
        this.#broken(`hello refused with ${frame.code}`);
      }
    } else if (!this.requests.take(frame)) {
      this.#peer.received(frame);
    }
  }

  /** @param {any} frame */
  #welcomed(frame) {
    if (this.#state !== 'greeting') {
      return;
    }
    this.#bell.silence();
    this.#state = 'ready';
    this.#comeback.welcomed();
    this.#serverAhead = frame.time - this.#environment.now();
    this.credentials.accepted(this.#byOurClock(frame.tokenEndsAt));
    this.#pulse.beat();
    this.requests.lineUp();
    this.#peer.lineUp(frame.view);
  }

  /** The server ends the session, unless another moment or another token will do. @param {any} frame */
  #dismissed(frame) {
    const code = errorCode(frame.code);
    if (code === 'UNAVAILABLE') {
      this.#broken(`the server said: ${frame.message}`);
    } else if (code === 'TOKEN_EXPIRED' && this.credentials.forgivable) {
      this.credentials.refused();
      this.#broken(frame.message);
    } else {
      this.failed(new TalkError(code, frame.message));
    }
  }

  /** Why the line broke is told to nobody but those who look at the console. @param {string} why */
  #broken(why) {
    console.debug(`Tertulia: ${why}`);
    this.#hangUp(false);
    if (this.#state !== 'token') {
      this.#state = 'waiting';
      this.#comeback.after(() => this.#open());
    }
  }

  #rest() {
    this.#hangUp(true);
    this.credentials.rest();
    this.#comeback.rest();
    this.#state = 'rest';
  }

  /** @param {boolean} politely */
  #hangUp(politely) {
    const wasReady = this.ready;
    this.#bell.silence();
    this.#pulse.stop();
    this.#renewal.stop();
    this.#wire?.close(politely);
    this.#wire = null;
    if (wasReady) {
      this.#state = 'waiting';
      this.credentials.rest();
      this.requests.lineDown();
      this.#peer.lineDown();
    }
  }

  /** @param {boolean} online */
  #network(online) {
    if (!online && this.#wire !== null && this.#state !== 'token') {
      this.#broken('the machine lost its network');
    } else if (online && this.ready) {
      this.#pulse.probe();
    } else if (online) {
      this.#comeback.hurry();
    }
  }

  /** @param {number | null} at */
  #byOurClock(at) {
    return at === null ? null : at - this.#serverAhead;
  }
}
