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

/** Somebody's picture, or first letter. */
export const AVATAR = css`
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
`;
