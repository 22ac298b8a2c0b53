// Reads a description by AsyncAPI's own parser and prints what it finds wrong, or what it found: check.js URL
const { Parser } = require('@asyncapi/parser');

const [url] = process.argv.slice(2);

(async () => {
  const text = await (await fetch(url)).text();
  const { document, diagnostics } = await new Parser().parse(text);
  // Hints, such as that there is a newer version of AsyncAPI, are above 1.
  const wrong = diagnostics.filter((found) => found.severity <= 1);
  if (!document || wrong.length > 0) {
    console.error(JSON.stringify(wrong, null, 1));
    process.exit(1);
  }
  console.log(`${document.version()}: ${document.operations().length} operations, ${document.messages().length} messages`);
})();
