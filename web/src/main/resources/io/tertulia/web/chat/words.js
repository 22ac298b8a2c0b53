/**
 * What the chat says, by language. A page may put in others, or more languages, with `addWords`.
 *
 * @typedef {Readonly<typeof ENGLISH>} Words
 */

const ENGLISH = {
  attach: 'Attach files',
  back: 'All conversations',
  cancel: 'Cancel',
  choose: 'Choose a conversation to read it here.',
  close: 'Close',
  connecting: 'Connecting…',
  copy: 'Copy text',
  delete: 'Delete',
  deleteQuestion: 'Delete this message for everybody?',
  details: 'Details',
  discard: 'Discard',
  dropHere: 'Drop files to send them',
  edit: 'Edit',
  edited: 'edited',
  editing: 'Editing a message',
  emoji: 'Emoji',
  emojiNone: 'No emoji of that name',
  emojiSearch: 'Search emoji',
  ended: 'This chat has ended.',
  endedRefused: 'This chat cannot be opened here.',
  endedToken: 'Your access to this chat has ended. Load the page again to go on.',
  failed: 'Not sent',
  firstMessage: 'No messages yet. Say hello!',
  formatting: '*bold*  _italic_  ~strike~  ```code```',
  jumpToNewest: 'Jump to the newest messages',
  loading: 'Loading…',
  locating: 'Looking for where you are…',
  location: 'Location',
  locationRefused: 'This browser does not tell where it is.',
  mentions: 'People to mention',
  message: 'Message',
  messages: 'Messages',
  more: 'More actions',
  newMessages: 'New messages',
  next: 'Next',
  noConversations: 'No conversations yet.',
  noResults: 'Nothing found.',
  notHere: 'You take no part in this conversation.',
  offline: 'No connection. What you send goes out as soon as there is one.',
  openChat: 'Open chat',
  online: 'online',
  previous: 'Previous',
  read: 'Read',
  readOnly: 'You can read here, and not write.',
  reaction: 'Reaction',
  react: 'React',
  record: 'Record a voice message',
  recordRefused: 'This browser gives no microphone.',
  recording: 'Recording',
  reply: 'Reply',
  replyingTo: 'Reply to',
  retry: 'Try again',
  search: 'Search',
  send: 'Send',
  sendLocation: 'Send where I am',
  sending: 'Sending',
  sent: 'Sent',
  showImage: 'Show image',
  someone: 'Somebody',
  manyTyping: 'Several people are typing…',
  oneTyping: 'is typing…',
  twoTyping: 'are typing…',
  today: 'Today',
  unread: 'unread',
  voiceMessage: 'Voice message',
  yesterday: 'Yesterday',
};

/** @type {Map<string, Words>} */
const languages = new Map([['en', ENGLISH]]);

/**
 * Puts in words of a language; those that are missing stay English.
 *
 * @param {string} language such as `es`
 * @param {Partial<Words>} words
 */
export function addWords(language, words) {
  languages.set(language, Object.freeze({ ...ENGLISH, ...words }));
}

/**
 * The words of a language, or English.
 *
 * @param {string} language such as `es` or `es-MX`
 * @returns {Words}
 */
export function wordsOf(language) {
  return languages.get(language) ?? languages.get(language.split('-')[0]) ?? ENGLISH;
}
