/**
 * What a message says, in a line: its text, or what kind of thing it is.
 *
 * @param {{plaintext: string, content: readonly any[]}} message
 * @param {import('./words.js').Words} words
 * @returns {string}
 */
export function gist({ plaintext, content }, words) {
  const [block] = content;
  if (plaintext || !block) {
    return plaintext;
  }
  if (block.type === 'location') {
    return words.location;
  }
  return block.subtype === 'voice' ? words.voiceMessage : (block.filename ?? '');
}
