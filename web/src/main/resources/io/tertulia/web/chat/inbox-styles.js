import { css } from '../lib/lit.js';

/** All conversations, and the chosen one. */
export const INBOX_STYLES = css`
  :host {
    block-size: 100%;
    min-block-size: 300px;
    container-type: inline-size;
    overflow: hidden;
  }
  .inbox {
    block-size: 100%;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(240px, 320px) minmax(0, 1fr);
  }
  nav {
    overflow-y: auto;
    border-inline-end: 1px solid var(--line);
  }
  nav ul {
    list-style: none;
    margin: 0;
    padding: 6px;
  }
  nav button {
    inline-size: 100%;
    display: flex;
    gap: 10px;
    align-items: center;
    text-align: start;
    padding: 9px 10px;
    border-radius: 12px;
  }
  nav button:hover {
    background: var(--raised);
  }
  nav button[aria-current='true'] {
    background: var(--own);
  }
  .what {
    flex: 1;
    min-inline-size: 0;
  }
  .line {
    display: flex;
    gap: 8px;
    align-items: baseline;
  }
  .line > :first-child {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  time {
    unicode-bidi: plaintext;
  }
  .last,
  time {
    font-size: 13px;
    color: var(--faint);
  }
  .unread strong,
  .unread .last {
    font-weight: 700;
    color: var(--ink);
  }
  .dot {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--accent);
  }
  .banner {
    background: var(--raised);
    font-size: 13px;
    padding: 6px 12px;
    text-align: center;
  }
  .chat {
    min-inline-size: 0;
    block-size: 100%;
  }
  .back {
    display: none;
    --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M14 5l-7 7 7 7'/%3E%3C/svg%3E");
  }
  .state {
    color: var(--faint);
    text-align: center;
    padding: 20px;
  }
  @container (max-width: 640px) {
    .inbox {
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    }
    .inbox.chosen nav,
    .inbox:not(.chosen) .chat {
      display: none;
    }
    .back {
      display: inline-grid;
    }
  }
  :host(:dir(rtl)) .back::before {
    scale: -1 1;
  }
`;
