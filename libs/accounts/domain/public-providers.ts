import { domainToASCII } from 'node:url';
import listed from 'email-providers';

/** Reserved for examples (RFC 2606): whoever put them on the list meant addresses that are made up. */
const NO_PROVIDERS = ['example.com', 'example.net', 'example.org'];

/** Providers that the list lacks. */
const FURTHER = [
  '139.com',
  'anonaddy.com',
  'bbox.fr',
  'disroot.org',
  'duck.com',
  'fastmail.com',
  'gmail.de',
  'gmx.ch',
  'gmx.co.uk',
  'gmx.us',
  'googlemail.co.uk',
  'googlemail.com',
  'hispeed.ch',
  'hushmail.me',
  'icloud.com.cn',
  'keemail.me',
  'kolabnow.com',
  'mail.de',
  'mailfence.com',
  'mozmail.com',
  'passport.com',
  'posteo.de',
  'posteo.net',
  'riseup.net',
  'simplelogin.com',
  'skiff.com',
  'sohu.com',
  'startmail.com',
  'sunrise.ch',
  'tuta.com',
  'tuta.io',
  'tutamail.com',
  'tutanota.com',
  'tutanota.de',
  'vk.com',
  'yandex.by',
  'yandex.kz',
  'yandex.ua',
  'ziggo.nl',
];

const providers: ReadonlySet<string> = publicProviders();

/** D-5: whether anybody may have an address of this domain, so that it says nothing about who works together. */
export function isPublicProvider(domain: string): boolean {
  return providers.has(domain);
}

function publicProviders(): ReadonlySet<string> {
  const domains = new Set([...listed, ...FURTHER].map((domain) => domainToASCII(domain)));
  // What is on the list by mistake and no domain at all comes out empty.
  for (const domain of [...NO_PROVIDERS, '']) domains.delete(domain);
  return domains;
}
