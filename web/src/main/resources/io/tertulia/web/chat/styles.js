/**
 * How the chat looks. A page changes it with the variables `--tertulia-…`, which reach into every
 * element, and with `::part(…)`.
 */
import { css } from '../lib/lit.js';

/** Colours and measures, light and dark: of the elements that pages put in. */
const COLOURS = css`
  :host {
    --accent: var(--tertulia-accent, #0b5cad);
    --on-accent: var(--tertulia-on-accent, #ffffff);
    --ground: var(--tertulia-background, #ffffff);
    --raised: var(--tertulia-raised, #f1f4f8);
    --ink: var(--tertulia-text, #16202b);
    --faint: var(--tertulia-faint, #55616e);
    --line: var(--tertulia-line, #d8dee6);
    --own: var(--tertulia-own, #dcebfb);
    --danger: var(--tertulia-danger, #b3261e);
    --radius: var(--tertulia-radius, 14px);
    --font: var(--tertulia-font, system-ui, sans-serif);
    font: 15px/1.45 var(--font);
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      --accent: var(--tertulia-accent, #8cc1ff);
      --on-accent: var(--tertulia-on-accent, #06233f);
      --ground: var(--tertulia-background, #14181d);
      --raised: var(--tertulia-raised, #222932);
      --ink: var(--tertulia-text, #e8edf3);
      --faint: var(--tertulia-faint, #a3afbc);
      --line: var(--tertulia-line, #38424e);
      --own: var(--tertulia-own, #1d3a58);
      --danger: var(--tertulia-danger, #ffb4ab);
      color-scheme: dark;
    }
  }
  :host([theme='dark']) {
    --accent: var(--tertulia-accent, #8cc1ff);
    --on-accent: var(--tertulia-on-accent, #06233f);
    --ground: var(--tertulia-background, #14181d);
    --raised: var(--tertulia-raised, #222932);
    --ink: var(--tertulia-text, #e8edf3);
    --faint: var(--tertulia-faint, #a3afbc);
    --line: var(--tertulia-line, #38424e);
    --own: var(--tertulia-own, #1d3a58);
    --danger: var(--tertulia-danger, #ffb4ab);
    color-scheme: dark;
  }
`;

/** What stands inside of an element with colours, which it inherits. */
export const CONTROLS = css`
  :host {
    color: var(--ink);
    background: var(--ground);
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .avatar {
    inline-size: 34px;
    block-size: 34px;
    flex: none;
    border-radius: 50%;
    object-fit: cover;
    display: grid;
    place-items: center;
    font-weight: 600;
    color: #ffffff;
    background: #3d5a80;
  }
  .shade-1 { background: #7a3e65; }
  .shade-2 { background: #2f6b4f; }
  .shade-3 { background: #8a4b1f; }
  .shade-4 { background: #4a4e9c; }
  .shade-5 { background: #8c2f39; }
  .badge {
    background: var(--accent);
    color: var(--on-accent);
    border-radius: 999px;
    padding: 0 7px;
    min-inline-size: 20px;
    font-size: 12px;
    line-height: 20px;
    font-weight: 600;
    text-align: center;
  }
  .icon {
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    display: inline-grid;
    place-items: center;
    flex: none;
    color: var(--faint);
  }
  .icon:hover:not(:disabled) {
    background: var(--raised);
    color: var(--ink);
  }
  .icon::before {
    content: '';
    inline-size: 20px;
    block-size: 20px;
    background: currentColor;
    mask: var(--glyph) center / contain no-repeat;
  }
  .question {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    padding: 20px;
    box-shadow: 0 10px 40px rgb(0 0 0 / 30%);
  }
  .question::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  .question p {
    margin: 0 0 16px;
  }
  .question form {
    text-align: end;
  }
  .question button {
    padding: 7px 16px;
    border-radius: 999px;
    border: 1px solid var(--line);
    margin-inline-start: 8px;
  }
  .question .danger {
    background: var(--danger);
    border-color: var(--danger);
    color: var(--ground);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** The look of an element that pages put in. */
export const THEME = [COLOURS, CONTROLS];

/** The list of messages. */
export const MESSAGE_STYLES = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
    color: inherit;
  }
  * {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    color: inherit;
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .scroller {
    block-size: 100%;
    overflow-y: auto;
    overflow-anchor: none;
    padding: 12px;
    scrollbar-gutter: stable;
  }
  .block {
    contain: layout style;
  }
  .loading,
  .empty,
  .system,
  .day,
  .new {
    text-align: center;
    font-size: 13px;
    color: var(--faint);
    margin: 12px 0;
  }
  .new {
    color: var(--accent);
    font-weight: 600;
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: var(--accent);
  }
  .message {
    display: flex;
    align-items: end;
    gap: 8px;
    margin-block-start: 12px;
    position: relative;
    max-inline-size: 100%;
    border-radius: var(--radius);
  }
  .message.together {
    margin-block-start: 3px;
    padding-inline-start: 42px;
  }
  .message.own {
    justify-content: flex-end;
    padding-inline-start: 42px;
  }
  .bubble {
    background: var(--raised);
    border-radius: var(--radius);
    padding: 7px 12px 5px;
    max-inline-size: min(85%, 560px);
    min-inline-size: 60px;
    overflow-wrap: anywhere;
  }
  .own .bubble {
    background: var(--own);
  }
  .pending .bubble {
    background: color-mix(in srgb, var(--own) 55%, var(--ground));
  }
  .bubble.failed {
    border: 1px solid var(--danger);
  }
  .name {
    font-size: 13px;
    font-weight: 600;
    color: var(--accent);
  }
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
  footer {
    display: flex;
    justify-content: flex-end;
    align-items: center;
    gap: 6px;
    font-size: 12px;
    color: var(--faint);
  }
  .own footer {
    color: color-mix(in srgb, var(--ink) 75%, var(--own));
  }
  .tick {
    inline-size: 16px;
    block-size: 12px;
    background: currentColor;
    mask: var(--tick-sent) center / contain no-repeat;
  }
  .tick.sent {
    --tick-sent: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 12'%3E%3Cpath d='M3 6l3 3 7-7' fill='none' stroke='black' stroke-width='2'/%3E%3C/svg%3E");
  }
  .tick.read {
    background: var(--accent);
    --tick-sent: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 12'%3E%3Cpath d='M1 6l3 3 7-7M7 9l8-8' fill='none' stroke='black' stroke-width='2'/%3E%3C/svg%3E");
  }
  .tick.waiting {
    --tick-sent: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 12'%3E%3Ccircle cx='8' cy='6' r='5' fill='none' stroke='black' stroke-width='1.5'/%3E%3Cpath d='M8 3v3l2 1' fill='none' stroke='black' stroke-width='1.5'/%3E%3C/svg%3E");
  }
  .error {
    color: var(--danger);
  }
  .text-button {
    color: var(--accent);
    font-size: 13px;
    padding: 4px 6px;
    text-decoration: underline;
  }
  .quote {
    display: block;
    inline-size: 100%;
    text-align: start;
    border-inline-start: 3px solid var(--accent);
    padding: 2px 8px;
    margin: 2px 0 6px;
    font-size: 13px;
    background: color-mix(in srgb, var(--ground) 50%, transparent);
    border-radius: 4px;
  }
  .quote span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 4px 0;
  }
  .reaction {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    border: 1px solid var(--line);
    border-radius: 999px;
    padding: 1px 8px;
    min-block-size: 26px;
    background: var(--ground);
    font-size: 13px;
  }
  .reaction[aria-pressed='true'] {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 14%, var(--ground));
  }
  .actions {
    display: none;
    position: absolute;
    inset-block-end: calc(100% - 14px);
    inset-inline-end: 8px;
    z-index: 1;
    background: var(--ground);
    border: 1px solid var(--line);
    border-radius: 999px;
    box-shadow: 0 2px 8px rgb(0 0 0 / 15%);
    padding: 2px;
  }
  .message:not(.own) .actions {
    inset-inline: 60px auto;
  }
  .message:hover .actions,
  .message:focus-within .actions,
  .actions.open {
    display: flex;
  }
  .action {
    inline-size: 30px;
    block-size: 30px;
    border-radius: 50%;
    display: grid;
    place-items: center;
  }
  .action:hover {
    background: var(--raised);
  }
  .action::before {
    content: '';
    inline-size: 17px;
    block-size: 17px;
    background: var(--faint);
    mask: var(--glyph) center / contain no-repeat;
  }
  .react {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='12' cy='12' r='9'/%3E%3Cpath d='M8 14c1 2 2.5 3 4 3s3-1 4-3M9 9.5v.5M15 9.5v.5'/%3E%3C/svg%3E");
  }
  .reply {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M10 5L4 11l6 6M4 11h9c4 0 7 3 7 8'/%3E%3C/svg%3E");
  }
  .edit {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4 20l1-5L16 4l4 4L9 19z'/%3E%3C/svg%3E");
  }
  .delete {
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13'/%3E%3C/svg%3E");
  }
  .avatar {
    inline-size: 34px;
    block-size: 34px;
    flex: none;
    border-radius: 50%;
    object-fit: cover;
    display: grid;
    place-items: center;
    font-weight: 600;
    color: #ffffff;
    background: #3d5a80;
  }
  .shade-1 { background: #7a3e65; }
  .shade-2 { background: #2f6b4f; }
  .shade-3 { background: #8a4b1f; }
  .shade-4 { background: #4a4e9c; }
  .shade-5 { background: #8c2f39; }
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
  .found .bubble {
    animation: found 2s;
  }
  @keyframes found {
    20% {
      box-shadow: 0 0 0 4px var(--accent);
    }
  }
  .to-end {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: 20px;
    inline-size: 42px;
    block-size: 42px;
    border-radius: 50%;
    background: var(--ground);
    border: 1px solid var(--line);
    box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
    display: grid;
    place-items: center;
  }
  .to-end::before {
    content: '';
    inline-size: 20px;
    block-size: 20px;
    background: var(--ink);
    mask: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2.5' stroke-linecap='round'%3E%3Cpath d='M5 9l7 7 7-7'/%3E%3C/svg%3E") center / contain no-repeat;
  }
  .to-end .badge {
    position: absolute;
    inset-block-start: -8px;
    background: var(--accent);
    color: var(--on-accent);
    border-radius: 999px;
    padding: 0 7px;
    font-size: 12px;
    line-height: 20px;
    font-weight: 600;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
`;
