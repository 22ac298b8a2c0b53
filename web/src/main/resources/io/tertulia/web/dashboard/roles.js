import { html, nothing } from '../lib/lit.js';
import { ask } from './ask.js';
import { chosen, field } from './choice.js';
import { DashboardPage, address, said } from './page.js';
import { MASKING, RIGHTS } from './tables.js';

const DEFAULT = 'default';

/** The roles of an app: what its users may do, and how they see texts. */
class RolesPage extends DashboardPage {
  static properties = { roles: { state: true } };

  constructor() {
    super();
    /** By name. @type {Record<string, any> | null} */
    this.roles = null;
  }

  async load() {
    this.roles = await this.app.get(['roles']);
  }

  get #name() {
    return this.item || DEFAULT;
  }

  /** @param {SubmitEvent} event */
  #create(event) {
    const name = String(said(event).get('name'));
    void this.attempt(async () => {
      await this.app.call('PUT', ['roles', name], {});
      this.later = `The role ${name} was created.`;
      location.hash = address('apps', this.appId, 'roles', name);
    });
  }

  /** @param {SubmitEvent} event */
  #save(event) {
    const form = said(event);
    const name = this.#name;
    void this.attempt(async () => {
      const patterns = JSON.parse(String(form.get('patterns') || '[]'));
      const role = { ...chosen(RIGHTS, form), masking: { ...chosen(MASKING, form), patterns } };
      await this.#put(name, role);
    }, `The role ${name} was saved. It counts from now on.`);
  }

  /** @param {SubmitEvent} event */
  #saveText(event) {
    const form = said(event);
    const name = this.#name;
    void this.attempt(
      () => this.#put(name, JSON.parse(String(form.get('json')))),
      `The role ${name} was saved. It counts from now on.`,
    );
  }

  /** @param {string} name @param {unknown} role */
  async #put(name, role) {
    await this.app.call('PUT', ['roles', name], role);
    await this.load();
  }

  async #delete() {
    const name = this.#name;
    const question =
      name === DEFAULT
        ? 'Let the role default say what it says in a new app?'
        : `Delete the role ${name}? Its users have the role default from then on.`;
    if (await ask(question, name === DEFAULT ? 'Reset the role' : 'Delete the role')) {
      await this.attempt(async () => {
        await this.app.call('DELETE', ['roles', name]);
        if (name === DEFAULT) {
          await this.load();
        } else {
          this.later = `The role ${name} was deleted.`;
          location.hash = address('apps', this.appId, 'roles');
        }
      }, name === DEFAULT ? 'The role default is as in a new app.' : '');
    }
  }

  render() {
    const names = Object.keys(this.roles ?? {});
    const role = names.includes(this.#name) ? this.roles?.[this.#name] : null;
    return html`<h1 tabindex="-1">Roles of ${this.appId}</h1>
      ${this.said()}
      <nav class="tabs" aria-label="Roles">
        ${names.map(
          (name) =>
            html`<a
              href=${address('apps', this.appId, 'roles', name)}
              aria-current=${name === this.#name ? 'page' : 'false'}
              >${name}</a
            >`,
        )}
      </nav>
      <form class="row" @submit=${this.#create}>
        <label>Name of a new role <input name="name" required maxlength="255" autocomplete="off" /></label>
        <button ?disabled=${this.busy}>Create</button>
      </form>
      ${role ? this.#editor(role) : nothing}`;
  }

  /** @param {any} role */
  #editor(role) {
    const json = JSON.stringify(role, null, 2);
    return html`<h2>The role ${this.#name}</h2>
      <form class="fields" @submit=${this.#save}>
        <fieldset>
          <legend>What its users may do</legend>
          <div class="columns">${RIGHTS.map((choice) => field(choice, role[choice.name], false))}</div>
        </fieldset>
        <fieldset>
          <legend>How they see texts</legend>
          <div class="columns">
            ${MASKING.map((choice) => field(choice, role.masking[choice.name], false))}
            <label
              >Patterns that are hidden, as JSON
              <textarea
                name="patterns"
                rows="3"
                spellcheck="false"
                .value=${JSON.stringify(role.masking.patterns ?? [])}
              ></textarea>
            </label>
          </div>
        </fieldset>
        <div class="row">
          <button class="main" ?disabled=${this.busy}>Save the role</button>
          <button type="button" class="danger" @click=${this.#delete}>
            ${this.#name === DEFAULT ? 'Reset' : 'Delete'}
          </button>
        </div>
      </form>
      <details>
        <summary>The whole role as JSON</summary>
        <form class="fields" @submit=${this.#saveText}>
          <label>JSON <textarea name="json" rows="14" spellcheck="false" .value=${json}></textarea></label>
          <div><button ?disabled=${this.busy}>Save the JSON</button></div>
        </form>
      </details>`;
  }
}

customElements.define('tertulia-roles', RolesPage);
