import { css } from '../lib/lit.js';

/** Where a message is written. */
export const COMPOSER_STYLES = css`
  :host {
    border-block-start: 1px solid var(--line);
    padding: 8px;
    position: relative;
  }
  form {
    display: flex;
    align-items: end;
    gap: 2px;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    resize: none;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--ground);
    padding: 7px 12px;
    max-block-size: 160px;
    line-height: 1.4;
    field-sizing: content;
  }
  .about {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 8px 8px;
    font-size: 13px;
    color: var(--faint);
  }
  .about > span {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-inline-start: 3px solid var(--accent);
    padding-inline-start: 8px;
  }
  .about strong {
    unicode-bidi: isolate;
  }
  .candidates {
    position: absolute;
    inset-block-end: 100%;
    inset-inline: 8px;
    background: var(--ground);
    border: 1px solid var(--line);
    border-radius: 10px;
    box-shadow: 0 2px 12px rgb(0 0 0 / 18%);
    padding: 4px;
    margin: 0;
    list-style: none;
    z-index: 2;
  }
  .candidates li {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 6px 8px;
    border-radius: 8px;
    cursor: pointer;
    overflow: hidden;
    white-space: nowrap;
  }
  .candidates li[aria-selected='true'] {
    background: var(--raised);
  }
  .recording {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 12px;
    color: var(--danger);
  }
  .recording::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
  }
  .notice {
    color: var(--danger);
    font-size: 13px;
    margin: 0;
    padding: 0 8px 6px;
  }
  .send {
    color: var(--accent);
  }
  .picker {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-start: 8px;
    z-index: 3;
  }
  .attach { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M8 12l6-6a3.5 3.5 0 015 5l-8 8a5 5 0 01-7-7l8-8'/%3E%3C/svg%3E"); }
  .emoji { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='12' cy='12' r='9'/%3E%3Cpath d='M8 14c1 2 2.5 3 4 3s3-1 4-3M9 9.5v.5M15 9.5v.5'/%3E%3C/svg%3E"); }
  .place { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2'%3E%3Cpath d='M12 21c5-6 7-9 7-12a7 7 0 00-14 0c0 3 2 6 7 12z'/%3E%3Ccircle cx='12' cy='9' r='2.5'/%3E%3C/svg%3E"); }
  .voice { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Crect x='9' y='3' width='6' height='11' rx='3'/%3E%3Cpath d='M5 11a7 7 0 0014 0M12 18v3'/%3E%3C/svg%3E"); }
  .send { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M3 20l19-8L3 4v6l12 2-12 2z'/%3E%3C/svg%3E"); }
  .no { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6 6l12 12M18 6L6 18'/%3E%3C/svg%3E"); }
  :host(:dir(rtl)) .send::before { scale: -1 1; }
`;
