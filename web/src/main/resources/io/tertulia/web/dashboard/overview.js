import { html, nothing } from '../lib/lit.js';
import { Figures, PICTURES } from './figures.js';
import { bytes, count } from './format.js';
import { DashboardPage } from './page.js';
import './chart.js';

/** Limits that say no, and the figures that count it: by name and label. */
const REFUSALS = [
  ['tertulia_throttled_total', 'too fast'],
  ['tertulia_refused_total', 'request over a line'],
  ['tertulia_calls_refused_total', 'HTTP call'],
  ['tertulia_uploads_refused_total', 'upload'],
  ['tertulia_lines_ended_total', 'line ended'],
  ['tertulia_connections_refused_total', 'connection, one too many'],
  ['tertulia_requests_refused_total', 'HTTP request, one too many'],
];

/** What the server does at this moment. */
class Overview extends DashboardPage {
  #figures = new Figures((failure) => {
    this.error = failure;
    this.requestUpdate();
  });

  connectedCallback() {
    super.connectedCallback();
    this.#figures.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#figures.stop();
  }

  render() {
    const { last } = this.#figures;
    return html`<h1 tabindex="-1">Overview</h1>
      ${this.said()}
      ${last
        ? html`<dl class="tiles">
            ${tile('Connections', count(last.value('tertulia_connections')))}
            ${tile('Commands waiting', count(last.value('tertulia_commands_waiting')))}
            ${tile('Webhooks failing', count(last.value('tertulia_webhooks_failing')))}
            ${tile('Store', bytes(last.value('tertulia_store_bytes')))}
            ${tile('Files', bytes(last.value('tertulia_files_bytes')))}
            ${tile('Free on the disk', bytes(last.value('tertulia_disk_free_bytes')))}
            ${tile('Mistakes of the server', count(last.value('tertulia_incidents_total')))}
          </dl>`
        : html`<p>Loading…</p>`}
      <div class="pictures">
        ${PICTURES.map(
          (picture, i) =>
            html`<tertulia-chart
              .picture=${picture}
              .columns=${this.#figures.columns(i)}
            ></tertulia-chart>`,
        )}
      </div>
      ${last ? this.#refusals(last) : nothing}`;
  }

  /** @param {import('./metrics.js').Look} look */
  #refusals(look) {
    const rows = REFUSALS.flatMap(([name, what]) =>
      [...look.labelled(name)].map(([label, times]) => ({ what, label, times })),
    ).filter((row) => row.times > 0);
    return html`<h2>Refused and ended since the start</h2>
      <div class="table" tabindex="0" role="region" aria-label="Refused and ended since the start">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">By which limit, or why</th>
              <th scope="col">Times</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <td>${row.what}</td>
                <td>${row.label || '–'}</td>
                <td>${count(row.times)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.none(rows, 'Nothing.')}`;
  }
}

/** @param {string} name @param {string} value */
function tile(name, value) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

customElements.define('tertulia-overview', Overview);
