import { EventStoreUrlUnusable } from './errors.js';

/** Settings that the client knows. For one that it does not know it prints the whole string, password and all. */
const KNOWN = [
  'userCertFile',
  'userKeyFile',
  'maxDiscoverAttempts',
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'nodePreference',
  'tls',
  'tlsCAFile',
  'keepAliveInterval',
  'keepAliveTimeout',
].map((name) => name.toLowerCase());

const REFUSED = new Map([
  ['tlsverifycert', 'tlsVerifyCert has no effect; give the certificate of your authority as tlsCAFile'],
  ['throwonappendfailure', 'throwOnAppendFailure cannot be chosen'],
]);

/** @throws EventStoreUrlUnusable before the client sees it: what the client says of a wrong one repeats the password */
export function checkConnectionString(url: string): void {
  if (!/^esdb(\+discover)?:\/\/./.test(url.trim())) throw new EventStoreUrlUnusable('it does not begin with esdb://');
  const settings = url.split('?').slice(1).join('&');
  for (const setting of settings.split('&').filter(Boolean)) {
    const name = (setting.split('=')[0] ?? '').trim();
    const flat = name.toLowerCase().replace(/[_-]/g, '');
    const refused = REFUSED.get(flat);
    if (refused !== undefined) throw new EventStoreUrlUnusable(refused);
    if (!KNOWN.includes(flat)) throw new EventStoreUrlUnusable('it has a setting that the client does not know');
  }
}
