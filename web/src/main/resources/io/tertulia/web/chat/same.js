import { plaintext } from '../client/plaintext.js';

/**
 * Whether a message of the conversation says what was given to be sent.
 *
 * @param {any} message
 * @param {any} params
 */
export function saysTheSame(message, params) {
  const [block] = params.content ?? [];
  if (block && block.type !== 'text') {
    const [there] = message.content;
    return ['type', 'fileToken', 'latitude', 'longitude'].every((name) => there[name] === block[name]);
  }
  return essence(params.text ?? plaintext(params.content)) === essence(message.plaintext);
}

/** Without the markup, which may be in one and not in the other. @param {string} text */
function essence(text) {
  return text.replace(/[\s*_~`•+-]/gu, '');
}
