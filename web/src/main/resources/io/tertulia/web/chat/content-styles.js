import { css } from '../lib/lit.js';

/** What messages hold: text, pictures, films, sounds, files, places, buttons. */
export const CONTENT_STYLES = css`
  .text {
    white-space: pre-wrap;
  }
  .text ul {
    margin: 4px 0;
    padding-inline-start: 20px;
  }
  .text pre {
    margin: 4px 0;
    overflow-x: auto;
    white-space: pre;
  }
  code {
    font: 13px/1.4 ui-monospace, monospace;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
    border-radius: 5px;
    padding: 1px 4px;
  }
  pre code {
    display: block;
    padding: 8px;
  }
  a {
    color: var(--accent);
  }
  .mention {
    color: var(--accent);
    font-weight: 600;
  }
  .image img {
    display: block;
    max-inline-size: 100%;
    inline-size: auto;
    block-size: auto;
    max-block-size: 320px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--ink) 10%, transparent);
  }
  .video {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    max-block-size: 360px;
    border-radius: 8px;
  }
  .sound {
    margin: 0;
  }
  .sound audio {
    display: block;
    inline-size: 280px;
    max-inline-size: 100%;
  }
  .sound figcaption {
    font-size: 13px;
  }
  .file,
  .location {
    display: flex;
    align-items: center;
    gap: 8px;
    color: inherit;
    text-decoration: none;
    padding: 6px 0;
  }
  .file-name {
    text-decoration: underline;
  }
  .file-size {
    unicode-bidi: plaintext;
    font-size: 12px;
    color: var(--faint);
    white-space: nowrap;
  }
  .file-icon,
  .location-icon {
    inline-size: 26px;
    block-size: 26px;
    flex: none;
    background: var(--accent);
    mask: var(--glyph) center / contain no-repeat;
  }
  .file-icon {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linejoin='round'%3E%3Cpath d='M6 3h8l4 4v14H6zM14 3v4h4'/%3E%3C/svg%3E");
  }
  .location-icon {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2'%3E%3Cpath d='M12 21c5-6 7-9 7-12a7 7 0 00-14 0c0 3 2 6 7 12z'/%3E%3Ccircle cx='12' cy='9' r='2.5'/%3E%3C/svg%3E");
  }
  .custom-emoji {
    block-size: 1.4em;
    vertical-align: middle;
  }
  .action-button {
    background: var(--accent);
    color: var(--on-accent);
    border-radius: 8px;
    padding: 6px 12px;
    margin: 2px 0;
  }
  .action-link {
    color: var(--accent);
    text-decoration: underline;
  }
  progress {
    inline-size: 100%;
    accent-color: var(--accent);
  }
`;
