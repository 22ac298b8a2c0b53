/** Figures and times as people read them. */

const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const STEP = 1024;

/** @param {number} value */
export function count(value) {
  return COUNT.format(value);
}

/** @param {number} value */
export function bytes(value) {
  let unit = 0;
  let rest = value;
  while (rest >= STEP && unit < UNITS.length - 1) {
    rest /= STEP;
    unit++;
  }
  return `${COUNT.format(rest)} ${UNITS[unit]}`;
}

/** @param {number} seconds */
export function duration(seconds) {
  return seconds < 1 ? `${COUNT.format(seconds * 1000)} ms` : `${COUNT.format(seconds)} s`;
}

/** A figure of a picture. @param {string} unit @param {number | null | undefined} value */
export function figure(unit, value) {
  if (value === null || value === undefined) {
    return '–';
  }
  switch (unit) {
    case 'time':
      return duration(value);
    case 'bytes':
      return bytes(value);
    case 'rate':
      return `${count(value)}/s`;
    default:
      return count(value);
  }
}

/** A moment, or a dash for none. @param {number | null | undefined} millis */
export function moment(millis) {
  return millis === null || millis === undefined
    ? '–'
    : new Date(millis).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}
