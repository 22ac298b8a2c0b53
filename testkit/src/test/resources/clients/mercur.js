// Runs the route by which a marketplace made with @mercurjs/b2c-core asks for a seller's conversations, as it was published.
// What stands around it, Medusa, is stood in for; the original's address leads here.
const Module = require('node:module');

const [origin, app, key, seller] = process.argv.slice(2);
process.env.VITE_TALK_JS_APP_ID = app;
process.env.VITE_TALK_JS_SECRET_API_KEY = key;

const load = Module._load;
Module._load = (name, ...others) => name.startsWith('@medusajs/')
  ? {ContainerRegistrationKeys: {LOGGER: 'logger', QUERY: 'query'}}
  : load(name, ...others);

const wire = globalThis.fetch;
globalThis.fetch = (url, options) => wire(url.replace(/^https:\/\/[^/]*/, origin), options);

const around = {
  logger: console,
  query: {graph: async () => ({data: [{id: seller}]})}
};
const request = {auth_context: {actor_id: 'anybody'}, scope: {resolve: name => around[name]}};
const response = {
  status(code) {
    process.exitCode = code === 200 ? 0 : 1;
    return this;
  },
  json: body => console.log(JSON.stringify(body))
};
require('@mercurjs/b2c-core/api/vendor/talkjs/route').GET(request, response);
