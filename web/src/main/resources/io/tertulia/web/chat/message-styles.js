import { css } from '../lib/lit.js';

/** The list of messages. */
export const MESSAGE_STYLES = css`
  time {
    unicode-bidi: plaintext; /* Digits and AM stay in their order, in whatever direction the page reads. */
  }
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
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
  .quote > * {
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
