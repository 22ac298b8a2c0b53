import { css, html, nothing } from '../lib/lit.js';

/**
 * Why a chat is over: in words for whoever reads it, and behind them what the server said, for those
 * who put it into a page.
 *
 * @param {any} error
 * @param {import('./words.js').Words} words
 */
export function whyEnded(error, words) {
  return html`<div class="banner ended" role="alert">
    <p dir="auto">${said(error.code, words)}</p>
    ${error.message
      ? html`<details>
          <summary>${words.details}</summary>
          <code dir="ltr">${error.code}: ${error.message}</code>
        </details>`
      : nothing}
  </div>`;
}

export const ENDED_STYLES = css`
  .ended p {
    margin: 4px 0;
  }
  .ended summary {
    cursor: pointer;
    color: var(--faint);
    padding: 4px;
  }
  .ended code {
    display: block;
    overflow-wrap: anywhere;
    padding: 4px;
  }
`;

/**
 * @param {string} code
 * @param {import('./words.js').Words} words
 */
function said(code, words) {
  switch (code) {
    case 'TOKEN_EXPIRED':
      return words.endedToken;
    case 'PERMISSION_DENIED':
    case 'UNAUTHENTICATED':
    case 'UNKNOWN_APP':
      return words.endedRefused;
    default:
      return words.ended;
  }
}
