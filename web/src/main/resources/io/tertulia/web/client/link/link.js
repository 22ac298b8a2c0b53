import { lost } from '../errors.js';
import { Credentials, tokenOver } from './credentials.js';
import { Pulse } from './pulse.js';
import { Reception } from './reception.js';
import { Renewal } from './renewal.js';
import { Requests } from './requests.js';
import { Wire } from './wire.js';

/** A browser waits for minutes for a server of which nothing comes. */
const OPEN_MILLIS = 20_000;
const WELCOME_MILLIS = 10_000;

/**
 * The session, as the link sees it.
 *
 * @typedef {import('../errors.js').TalkError} TalkError
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
 * | opening | the socket opens: greeting, or token without one; it breaks or twenty seconds pass: waiting |
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
  #reception;
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
    this.#pulse = new Pulse(this, parts.timing.bell(), identity.pingMillis);
    this.#comeback = parts.timing.comeback();
    const now = parts.environment.now;
    this.credentials = new Credentials({ ...parts, now }, this);
    this.requests = new Requests(this, now, parts.timing.retry());
    this.#renewal = new Renewal(this, this.credentials, parts.timing.bell());
    this.#reception = new Reception(this, this.#renewal, peer);
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

  /** Why the last line broke, and when the next one is tried; null before the first break. */
  get outage() {
    return this.#comeback.outage;
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
      this.credentials.stop();
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
    this.#bell.ring(OPEN_MILLIS, () => this.ended('no line in twenty seconds'));
    try {
      this.#wire = new Wire(this.#environment.socket(this.#identity.uri), this.#turn, this);
    } catch (e) {
      // Such as without TLS, from a page with it.
      this.ended(`the browser opens no line: ${String(e)}`);
    }
  }

  /** The socket opened. */
  opened() {
    if (this.credentials.ready) {
      this.#greet();
    } else {
      this.#bell.silence();
      this.#state = 'token';
    }
  }

  #greet() {
    const { userId, agent } = this.#identity;
    const token = this.credentials.token ?? undefined;
    this.#state = 'greeting';
    this.#wire?.send({ type: 'hello', userId, token, agent });
    this.#bell.ring(WELCOME_MILLIS, () => this.ended('no welcome in ten seconds'));
  }

  /** The server said something. @param {any} frame */
  told(frame) {
    this.#pulse.beat();
    this.#reception.take(frame);
  }

  /** The server refused a frame without saying which. @param {any} frame */
  unanswerable({ code }) {
    console.warn(`Tertulia: the server refused a frame: ${code}`);
    if (this.#state === 'greeting') {
      this.ended(`hello refused with ${code}`);
    }
  }

  /** The server has welcomed us. @param {any} frame */
  welcomed(frame) {
    if (this.#state !== 'greeting') {
      return;
    }
    this.#bell.silence();
    this.#state = 'ready';
    this.#comeback.welcomed();
    this.#serverAhead = frame.time - this.#environment.now();
    this.accepted(frame);
    this.#pulse.beat();
    this.requests.lineUp();
    this.#peer.lineUp(frame.view);
  }

  /** The line broke, or could not be had. @param {string} why */
  ended(why) {
    this.broken(lost(why));
  }

  /** @param {TalkError} why */
  broken(why) {
    console.debug(`Tertulia: ${why.message}`);
    this.#hangUp(false);
    if (this.#state !== 'token') {
      this.#state = 'waiting';
      this.#comeback.after(why, () => this.#open());
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
      this.ended('the machine lost its network');
    } else if (online && this.ready) {
      this.#pulse.probe();
    } else if (online) {
      this.#comeback.hurry();
    }
  }

  /** The server took the token, and says when by its clock that ends. @param {any} frame */
  accepted({ tokenEndsAt }) {
    this.credentials.accepted(tokenEndsAt === null ? null : tokenEndsAt - this.#serverAhead);
  }
}
