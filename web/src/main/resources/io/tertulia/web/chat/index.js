/**
 * The chat for pages: `<tertulia-chatbox>`, `<tertulia-inbox>`, `<tertulia-popup>`. One module is
 * enough, from whatever server: `docs/web.md`.
 */
export { Chatbox } from './chatbox.js';
export { Inbox } from './inbox.js';
export { Popup } from './popup.js';
export { addWords } from './words.js';
