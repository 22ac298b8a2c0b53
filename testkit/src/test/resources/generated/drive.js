// Plays a scenario with a generated client: its calls are found by name, and take the arguments that they declare.
const fs = require('node:fs');
const generated = require('./client.js');

const [origin, app, token, scenario, description, file] = process.argv.slice(2);
const client = new generated.ApiClient(origin);
client.authentications.bearer.accessToken = token;
const apis = Object.entries(generated).filter(([name]) => name.endsWith('Api')).map(([, Api]) => new Api(client));
const operations = {};
for (const path of Object.values(JSON.parse(fs.readFileSync(description)).paths)) {
  for (const operation of Object.values(path)) {
    if (operation.operationId) operations[operation.operationId] = operation;
  }
}
const kept = {app};
const fill = value => value === undefined ? undefined : value === '@file' ? fs.createReadStream(file) : JSON.parse(
  JSON.stringify(value).replace(/\$\{(\w+)}/g, (all, name) => kept[name]));

async function play(step) {
  const name = step.call + 'WithHttpInfo';
  const api = apis.find(one => one[name]);
  const declared = api[name].toString().match(/^[^(]*\(([^)]*)\)/)[1].split(',').map(one => one.trim()).filter(one => one);
  const given = {app, ...fill(step.with)};
  const body = step.body === '@file' ? fs.readFileSync(file) : fill(step.body);
  if (step.with && step.with.file) given.file = fs.createReadStream(file);
  const options = {};
  const content = Object.values(operations[step.call].requestBody?.content ?? {})[0]?.schema;
  const model = content?.$ref?.replace(/.*\//, '');
  for (const one of [model && model[0].toLowerCase() + model.slice(1), 'body', 'requestBody']) {
    if (one) options[one] = body;
  }
  const args = declared.map(one => one === 'opts' ? {...given, ...options} : given[one] ?? body);
  let answer;
  try {
    answer = await api[name](...args);
  } catch (e) {
    console.log(JSON.stringify(step), e.response?.text ?? e);
    process.exit(1);
  }
  const data = answer.response.body;
  for (const [at, expected] of Object.entries(step.expect ?? {})) {
    const found = at.slice(1).split('/').reduce((value, key) => value?.[key], data);
    if (found !== expected) {
      console.log(JSON.stringify(step), 'was answered by', JSON.stringify(data));
      process.exit(1);
    }
  }
  for (const [as, at] of Object.entries(step.keep ?? {})) {
    kept[as] = at === 'header' ? answer.response.headers.location.replace(/.*\//, '')
      : at.slice(1).split('/').reduce((value, key) => value?.[key], data);
  }
  console.log(step.call);
}

(async () => {
  for (const step of JSON.parse(fs.readFileSync(scenario))) {
    await play(step);
  }
})();
