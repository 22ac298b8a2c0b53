import uPlot from '../lib/uplot/uPlot.esm.js';
import { LitElement, html } from '../lib/lit.js';
import { figure } from './format.js';

const HEIGHT = 170;
const FONT = '12px system-ui, sans-serif';

const MINUTE = 60;

/** Steps of bytes. */
const BINARY = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** Lines differ in more than their colour. */
const DASHES = [[], [6, 3], [2, 3]];

/** A picture of figures over time. What it shows last stands beside it in words. */
class Chart extends LitElement {
  static properties = {
    picture: { attribute: false },
    columns: { attribute: false },
  };

  /** @type {uPlot | null} */
  #plot = null;
  /** @type {Element | null} */
  #place = null;
  #sizes = new ResizeObserver(() => this.#fit());
  #dark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    /** @type {import('./figures.js').Picture} */
    this.picture = { heading: '', unit: 'count', lines: [] };
    /** @type {(number | null)[][]} */
    this.columns = [];
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#draw);
    if (this.hasUpdated) {
      this.#draw();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#draw);
    this.#erase();
  }

  firstUpdated() {
    this.#draw();
  }

  updated() {
    this.#plot?.setData(this.columns);
  }

  render() {
    return html`<figure>
      <figcaption>${this.picture.heading}</figcaption>
      <div class="plot" aria-hidden="true"></div>
      <ul class="legend">
        ${this.picture.lines.map(
          (line, i) => html`<li class="line-${i + 1}">
            <span>${line.label}</span>
            <b>${figure(this.picture.unit, this.columns[i + 1]?.at(-1))}</b>
          </li>`,
        )}
      </ul>
    </figure>`;
  }

  #fit() {
    const width = this.#place?.clientWidth ?? 0;
    if (this.#plot && width > 0) {
      this.#plot.setSize({ width, height: HEIGHT });
    }
  }

  #erase() {
    this.#sizes.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  #draw = () => {
    this.#erase();
    this.#place = this.querySelector('.plot');
    if (!this.#place) {
      return;
    }
    const place = /** @type {HTMLElement} */ (this.#place);
    const ink = colour(place, '--faint');
    const line = colour(place, '--line');
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: FONT };
    const { unit } = this.picture;
    this.#plot = new uPlot(
      {
        width: Math.max(this.#place.clientWidth, 100),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { range: () => range(this.columns[0] ?? []) },
          y: { range: (_, __, max) => [0, max > 0 ? max * 1.15 : 1] },
        },
        axes: [
          { ...axis, size: 30, space: 80, values: (_, times) => times.map(clock) },
          {
            ...axis,
            size: 72,
            incrs: unit === 'bytes' ? BINARY : undefined,
            values: (_, values) => values.map((value) => figure(unit, value)),
          },
        ],
        series: [
          {},
          ...this.picture.lines.map((one, i) => ({
            label: one.label,
            stroke: colour(place, `--line-${i + 1}`),
            width: 2,
            dash: DASHES[i],
            spanGaps: true,
            points: { show: false },
          })),
        ],
      },
      this.columns,
      place,
    );
    this.#sizes.observe(this.#place);
  };
}

/**
 * From when to when: a minute at least. By the times themselves, as of a single one the library makes a day.
 *
 * @param {(number | null)[]} times
 */
function range(times) {
  const end = times.at(-1) ?? Date.now() / 1000;
  return [Math.min(times[0] ?? end, end - MINUTE), end];
}

/**
 * What a variable comes to, light or dark, as a canvas wants to know it.
 *
 * @param {HTMLElement} place
 * @param {string} variable
 */
function colour(place, variable) {
  place.style.color = `var(${variable})`;
  const { color } = getComputedStyle(place);
  place.style.color = '';
  return color;
}

/** @param {number} seconds */
function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString('en-GB');
}

customElements.define('tertulia-chart', Chart);
