import { el } from './dom.js';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A day, the minute in its title; a dash for none. @param iso ISO 8601, or null */
export function dayOf(iso) {
  return iso ? el('time', { datetime: iso, title: minute.format(new Date(iso)) }, day.format(new Date(iso))) : '–';
}

/** @param iso ISO 8601 */
export function momentOf(iso) {
  return el('time', { datetime: iso }, minute.format(new Date(iso)));
}
