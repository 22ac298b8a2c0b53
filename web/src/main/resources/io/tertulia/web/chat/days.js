/**
 * How a day is called.
 *
 * @param {number} at
 * @param {string} language
 * @param {import('./words.js').Words} words
 */
export function dayName(at, language, words) {
  const day = new Date(at);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) {
    return words.today;
  }
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) {
    return words.yesterday;
  }
  const sameYear = day.getFullYear() === today.getFullYear();
  return day.toLocaleDateString(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
  });
}
