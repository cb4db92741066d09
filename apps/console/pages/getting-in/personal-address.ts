/** The commonest of the providers that the service knows (D-5): enough to say it before somebody signs up. */
const COMMON = [
  'aol.com',
  'fastmail.com',
  'gmail.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'qq.com',
  'web.de',
  'yahoo.com',
  'yandex.ru',
];

/** Whether an address is plainly not one of a company. The service decides, once the address is confirmed. */
export function isPersonal(email: string): boolean {
  return COMMON.includes(email.slice(email.lastIndexOf('@') + 1).trim().toLowerCase());
}
