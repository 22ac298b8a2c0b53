/**
 * What can be chosen of an app, in words. The server knows the same names: a test compares them.
 *
 * @typedef {{name: string, kind: 'flag' | 'choice' | 'text' | 'map' | 'list', says: string, choices?: readonly string[]}} Choice
 */

/** The settings of an app, but for its roles. @type {readonly Choice[]} */
export const SETTINGS = [
  {
    name: 'verifyIdentity',
    kind: 'flag',
    says: 'Clients must prove who they are, by a token. Off only for trying things out. Switched on, everybody is sent away to come back with one.',
  },
  { name: 'userSync', kind: 'flag', says: 'Clients may create and change users.' },
  { name: 'selfOnly', kind: 'flag', says: 'They may do that only to the user that they are.' },
  {
    name: 'roleSync',
    kind: 'flag',
    says: 'Clients may choose among the roles that are configured. Off, only your server gives them, for they are rights.',
  },
  {
    name: 'conversationSync',
    kind: 'choice',
    choices: ['open', 'invite', 'off'],
    says: 'open: clients create and change conversations, and join by knowing the id. invite: they join only where a participant puts them in. off: they change nothing.',
  },
  {
    name: 'signedFileUrls',
    kind: 'flag',
    says: 'Files open only by URLs that are signed and work for a while. Off, whoever has the URL of a file can open it.',
  },
  {
    name: 'allowedOrigins',
    kind: 'list',
    says: 'Whose pages may use the app: origins such as https://shop.example, one a line. None: all.',
  },
  { name: 'defaultLocale', kind: 'text', says: 'The language of users who chose none, such as en-US.' },
  { name: 'restVersion', kind: 'text', says: 'What REST calls mean that do not say so themselves: a date.' },
  { name: 'custom', kind: 'map', says: 'Values of your own, which everybody may read: a JSON object of texts.' },
];

const WHOSE = ['none', 'own', 'all'];

/** What a role says, but for masking. @type {readonly Choice[]} */
export const RIGHTS = [
  { name: 'edit', kind: 'choice', choices: WHOSE, says: 'Edit whose messages' },
  { name: 'delete', kind: 'choice', choices: WHOSE, says: 'Delete whose messages' },
  { name: 'reply', kind: 'choice', choices: WHOSE, says: 'Answer whose messages' },
  { name: 'react', kind: 'choice', choices: WHOSE, says: 'React to whose messages' },
  { name: 'typing', kind: 'flag', says: 'Others are told of typing' },
  { name: 'files', kind: 'flag', says: 'Send files' },
  { name: 'location', kind: 'flag', says: 'Send locations' },
  { name: 'voice', kind: 'flag', says: 'Send voice messages' },
  { name: 'mentions', kind: 'flag', says: 'Mention somebody' },
  { name: 'showOnline', kind: 'flag', says: 'Others see who is online' },
  { name: 'markAsUnread', kind: 'flag', says: 'Mark conversations as unread' },
];

/** How texts are shown under a role, but for `patterns`. @type {readonly Choice[]} */
export const MASKING = [
  {
    name: 'mode',
    kind: 'choice',
    choices: ['none', 'others', 'all'],
    says: 'Hide something in whose messages',
  },
  { name: 'links', kind: 'flag', says: 'Hide links' },
  { name: 'emails', kind: 'flag', says: 'Hide e-mail addresses' },
  { name: 'phones', kind: 'flag', says: 'Hide telephone numbers' },
  { name: 'allowedHosts', kind: 'list', says: 'Hosts that stay, one a line' },
  { name: 'allowedEmails', kind: 'list', says: 'E-mail addresses that stay, one a line' },
  { name: 'allowedPhones', kind: 'list', says: 'Telephone numbers that stay, one a line' },
  { name: 'words', kind: 'list', says: 'Words that are hidden, one a line' },
  { name: 'replacement', kind: 'text', says: 'Shown instead' },
];

/** What webhooks may be told. */
export const EVENTS = [
  'message.sent',
  'message.updated',
  'message.deleted',
  'message.read',
  'user.created',
  'user.updated',
  'conversation.deleted',
  'notification.triggered',
  'notification.sent',
  'notification.delivered',
  'notification.bounced',
  'notification.opened',
  'notification.link.clicked',
];
