import { css } from '../lib/lit.js';

/** One conversation. */
export const CHATBOX_STYLES = css`
  :host {
    block-size: 100%;
    min-block-size: 260px;
    min-inline-size: 0;
    overflow: hidden;
  }
  .box {
    block-size: 100%;
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
    position: relative;
  }
  header {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 12px;
    border-block-end: 1px solid var(--line);
  }
  header > div {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    font-size: 16px;
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sub {
    font-size: 13px;
    color: var(--faint);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sub.online::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: #1f8a4c;
    margin-inline-end: 5px;
  }
  .banner {
    background: var(--raised);
    font-size: 13px;
    padding: 6px 12px;
    text-align: center;
  }
  .typing {
    min-block-size: 22px;
    padding: 0 14px;
    font-size: 13px;
    color: var(--faint);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .state {
    display: grid;
    place-items: center;
    block-size: 100%;
    color: var(--faint);
    padding: 20px;
    text-align: center;
  }
  .drop {
    position: absolute;
    inset: 8px;
    border: 2px dashed var(--accent);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--ground) 85%, transparent);
    display: grid;
    place-items: center;
    font-weight: 600;
    z-index: 4;
    pointer-events: none;
  }
  .picker {
    position: absolute;
    inset-block-end: 70px;
    inset-inline-end: 12px;
    z-index: 4;
  }
  .find { --glyph: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='11' cy='11' r='6.5'/%3E%3Cpath d='M16 16l5 5'/%3E%3C/svg%3E"); }
  tertulia-search {
    position: absolute;
    inset: 0;
    z-index: 3;
  }
`;
