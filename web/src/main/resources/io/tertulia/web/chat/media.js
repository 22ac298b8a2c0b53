/** What is known of a file before it is uploaded: what kind it is, how large, how long. */

/** So long a file is looked into; after that it goes without. */
const PATIENCE_MILLIS = 3_000;

/**
 * Uploads a file as what it is.
 *
 * @param {import('../client/index.js').TalkSession} session
 * @param {File} file
 * @param {import('../client/index.js').UploadOptions & {voice?: boolean, duration?: number}} options
 * @returns {Promise<{type: 'file', fileToken: string}>} the block to send
 */
export async function uploadAs(session, file, options) {
  const filename = file.name || 'file';
  const fileToken = await upload(session, file, filename, options);
  return { type: 'file', fileToken };
}

/**
 * @param {import('../client/index.js').TalkSession} session
 * @param {File} file
 * @param {string} filename
 * @param {any} options
 */
async function upload(session, file, filename, { voice, duration, ...options }) {
  if (voice) {
    return session.uploadVoice(file, { filename, duration }, options);
  }
  const kind = file.type.split('/')[0];
  if (kind === 'image') {
    return session.uploadImage(file, { filename, ...(await imageSize(file)) }, options);
  }
  if (kind === 'video') {
    return session.uploadVideo(file, { filename, ...(await playerFacts(file, 'video')) }, options);
  }
  if (kind === 'audio') {
    const { duration: seconds } = await playerFacts(file, 'audio');
    return session.uploadAudio(file, { filename, duration: seconds }, options);
  }
  return session.uploadFile(file, { filename }, options);
}

/** @param {File} file @returns {Promise<{width?: number, height?: number}>} */
async function imageSize(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {};
  }
}

/**
 * @param {File} file
 * @param {'audio' | 'video'} kind
 * @returns {Promise<{width?: number, height?: number, duration?: number}>}
 */
function playerFacts(file, kind) {
  const url = URL.createObjectURL(file);
  const player = /** @type {HTMLVideoElement} */ (document.createElement(kind));
  return new Promise((resolve) => {
    const done = (/** @type {any} */ facts) => {
      URL.revokeObjectURL(url);
      player.removeAttribute('src');
      resolve(facts);
    };
    const timer = setTimeout(() => done({}), PATIENCE_MILLIS);
    player.preload = 'metadata';
    player.onerror = () => done({});
    player.onloadedmetadata = () => {
      clearTimeout(timer);
      const { duration, videoWidth, videoHeight } = player;
      done({
        duration: Number.isFinite(duration) ? duration : undefined,
        width: videoWidth || undefined,
        height: videoHeight || undefined,
      });
    };
    player.src = url;
  });
}

/** Records a voice message with the machine's microphone, which listens no longer than that. */
export class Recorder {
  /** @type {MediaRecorder | null} */
  #recorder = null;
  /** @type {Blob[]} */
  #pieces = [];
  #begun = 0;

  /** What was begun last; null since it was given up. @type {object | null} */
  #attempt = null;

  /** Whether this browser can record at all. */
  static get possible() {
    return Boolean(navigator.mediaDevices?.getUserMedia) && typeof MediaRecorder === 'function';
  }

  /**
   * Begins; rejects when there is no microphone, or the person says no.
   *
   * @returns {Promise<boolean>} whether it records; not when it was given up before the person said yes
   */
  async start() {
    const attempt = {};
    this.#attempt = attempt;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (attempt !== this.#attempt) {
      hush(stream);
      return false;
    }
    try {
      this.#record(stream);
    } catch (error) {
      hush(stream);
      throw error;
    }
    return true;
  }

  /** @param {MediaStream} stream */
  #record(stream) {
    const type = ['audio/webm;codecs=opus', 'audio/mp4'].find((t) => MediaRecorder.isTypeSupported(t));
    const recorder = new MediaRecorder(stream, type ? { mimeType: type } : undefined);
    /** @type {Blob[]} */
    const pieces = [];
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.start();
    this.#recorder = recorder;
    this.#pieces = pieces;
    this.#begun = performance.now();
  }

  /** How long it has been recording, in seconds. */
  get seconds() {
    return this.#recorder ? (performance.now() - this.#begun) / 1000 : 0;
  }

  /** Ends it and gives what was recorded. @returns {Promise<{file: File, duration: number}>} */
  async stop() {
    const recorder = /** @type {MediaRecorder} */ (this.#recorder);
    const pieces = this.#pieces;
    const duration = this.seconds;
    if (recorder.state !== 'inactive') { // As it is when the microphone was pulled out.
      const stopped = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      this.cancel();
      await stopped;
    }
    this.cancel();
    const type = recorder.mimeType.split(';')[0];
    const extension = type === 'audio/mp4' ? 'm4a' : 'webm';
    return { file: new File(pieces, `voice.${extension}`, { type }), duration };
  }

  /** Ends it; nothing is kept. */
  cancel() {
    this.#attempt = null;
    if (this.#recorder && this.#recorder.state !== 'inactive') {
      this.#recorder.stop();
    }
    hush(this.#recorder?.stream);
    this.#recorder = null;
  }
}

/** @param {MediaStream | undefined} stream */
function hush(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
