/** Content of messages as templates. Whatever a person wrote becomes text, never markup. */
import { html, nothing } from '../lib/lit.js';

/** What turns a line around: `gpj.exe` would stand there as `exe.jpg`. */
const TURNING = /\p{Bidi_Control}/gu;

/** Addresses that a click may open; anything else stays text. */
const SAFE = /^(https?:|mailto:|tel:)/i;

/**
 * @typedef {{words: import('./words.js').Words, emoji: Readonly<Record<string, string>>,
 *   onAction: (action: string, params: any) => void, onImage: (block: any) => void}} Way
 *   - emoji: addresses of custom emoji, by name with both colons
 */

/**
 * The blocks of a message.
 *
 * @param {readonly any[]} content
 * @param {Way} way
 */
export function blocks(content, way) {
  return content.map((block) => {
    switch (block.type) {
      case 'text':
        return html`<div class="text" dir="auto">${nodes(block.children ?? [], way)}</div>`;
      case 'file':
        return file(block, way);
      case 'location':
        return location(block, way);
      default:
        return nothing;
    }
  });
}

/**
 * @param {readonly any[]} children
 * @param {Way} way
 * @returns {any}
 */
function nodes(children, way) {
  return children.map((child) => node(child, way));
}

/**
 * @param {any} it
 * @param {Way} way
 * @returns {any}
 */
function node(it, way) {
  if (typeof it === 'string') {
    return it;
  }
  const inside = () => nodes(it.children ?? [], way);
  switch (it.type) {
    case 'bold':
      return html`<strong>${inside()}</strong>`;
    case 'italic':
      return html`<em>${inside()}</em>`;
    case 'strikethrough':
      return html`<s>${inside()}</s>`;
    case 'bulletList':
      return html`<ul>${inside()}</ul>`;
    case 'bulletPoint':
      return html`<li>${inside()}</li>`;
    case 'codeSpan':
      return it.text.includes('\n')
        ? html`<pre dir="ltr"><code>${it.text}</code></pre>`
        : html`<code dir="ltr">${it.text}</code>`;
    case 'autoLink':
      return link(it.url, straight(it.text));
    case 'link':
      return link(it.url, inside());
    case 'mention':
      return html`<span class="mention" part="mention">@${it.text}</span>`;
    case 'customEmoji':
      return customEmoji(it.text, way);
    case 'actionLink':
    case 'actionButton':
      return html`<button
        type="button"
        class=${it.type === 'actionLink' ? 'action-link' : 'action-button'}
        @click=${() => way.onAction(it.action, it.params ?? {})}
      >
        ${inside()}
      </button>`;
    default:
      return it.text ?? inside();
  }
}

/**
 * @param {string} url
 * @param {any} label
 */
function link(url, label) {
  return SAFE.test(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${label}</a>`
    : label;
}

/**
 * An emoji by name, as a picture where there is one.
 *
 * @param {string} name with both colons
 * @param {Pick<Way, 'emoji'>} way
 */
export function customEmoji(name, way) {
  const url = Object.hasOwn(way.emoji, name) ? way.emoji[name] : null;
  return url ? html`<img class="custom-emoji" src=${url} alt=${name}>` : name;
}

/**
 * What somebody called a file, or an address, as it is.
 *
 * @param {string} text
 */
export function straight(text) {
  return text.replace(TURNING, '');
}

/**
 * @param {any} block
 * @param {Way} way
 */
function file(block, way) {
  const name = straight(block.filename);
  switch (block.subtype) {
    case 'image':
      return image(block, way);
    case 'video':
      return html`<video
        class="video"
        controls
        preload="metadata"
        aria-label=${name}
        src=${block.url}
        width=${block.width ?? nothing}
        height=${block.height ?? nothing}
      ></video>`;
    case 'audio':
    case 'voice':
      return html`<figure class="sound">
        ${block.subtype === 'audio' ? html`<figcaption>${name}</figcaption>` : nothing}
        <audio
          controls
          preload="metadata"
          aria-label=${block.subtype === 'voice' ? way.words.voiceMessage : name}
          src=${block.url}
        ></audio>
      </figure>`;
    default:
      return html`<a class="file" href=${block.url} download=${name}>
        <span class="file-icon" aria-hidden="true"></span>
        <span class="file-name">${name}</span>
        <span class="file-size">${size(block.size)}</span>
      </a>`;
  }
}

/**
 * @param {any} block
 * @param {Way} way
 */
function image(block, way) {
  const name = straight(block.filename);
  const known = block.width > 0 && block.height > 0;
  return html`<button
    type="button"
    class="image"
    aria-label=${`${way.words.showImage}: ${name}`}
    @click=${() => way.onImage(block)}
  >
    <img
      src=${`${block.url}${block.url.includes('?') ? '&' : '?'}preview=small`}
      alt=${name}
      loading="lazy"
      width=${known ? block.width : nothing}
      height=${known ? block.height : nothing}
    >
  </button>`;
}

/**
 * @param {{latitude: number, longitude: number}} block
 * @param {Way} way
 */
function location({ latitude, longitude }, way) {
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  const label = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return html`<a class="location" href=${url} target="_blank" rel="noopener noreferrer">
    <span class="location-icon" aria-hidden="true"></span>
    <span><span class="location-word">${way.words.location}</span> ${label}</span>
  </a>`;
}

/** @param {number} bytes */
function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
