// Uploads a file with tus-js-client: node upload.js ENDPOINT BEARER FILE KIND [SIZE OF A PIECE]
// Prints where the upload was and the file's token.
const fs = require('fs');
const path = require('path');
const tus = require('tus-js-client');

const [endpoint, bearer, file, kind, piece] = process.argv.slice(2);
let token = null;
const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint,
  headers: { Authorization: `Bearer ${bearer}` },
  metadata: { filename: path.basename(file), kind },
  uploadSize: fs.statSync(file).size,
  chunkSize: piece ? Number(piece) : Infinity,
  retryDelays: [0, 0, 0, 0, 0, 10, 100, 1000],
  onAfterResponse: (request, response) => {
    token = response.getHeader('Tertulia-File-Token') ?? token;
  },
  onError: (error) => {
    console.error(String(error));
    process.exitCode = 1;
  },
  onSuccess: () => console.log(`${upload.url} ${token}`),
});
upload.start();
