/** What the web side uses of Lit. */
export { LitElement, css, html, nothing, svg } from './lit-element/lit-element.js';
export { classMap } from './lit-html/directives/class-map.js';
export { guard } from './lit-html/directives/guard.js';
export { ifDefined } from './lit-html/directives/if-defined.js';
export { live } from './lit-html/directives/live.js';
export { ref } from './lit-html/directives/ref.js';
export { repeat } from './lit-html/directives/repeat.js';
