import 'reflect-metadata';
import { runProgram } from './program.js';
import { type Service, startService } from './service.js';
import { type Settings, usesServers } from './settings.js';

runProgram({ start: startService, say });

function say({ address, serviceKey, mailbox }: Service, settings: Settings): string {
  const { dataDirectory, smtpUrl, apiKeys } = settings;
  const lines = [
    '',
    `  Roster     ${address}`,
    `  API        ${address}/docs`,
    ...(usesServers(settings) ? servers(settings) : [`  Data       ${dataDirectory}`]),
    mailbox === undefined
      ? `  Emails     ${smtpUrl === undefined ? `kept in ${dataDirectory}/outbox: set SMTP_URL to send them` : 'by SMTP'}`
      : `  Mailbox    ${mailbox}`,
    ...(serviceKey === undefined ? [`  Services   ${apiKeys.length} of ROSTER_API_KEYS`] : keyLines(serviceKey, dataDirectory)),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** Without the connection strings: they may hold passwords. */
function servers({ eventStoreUrl, mongoUrl, dataDirectory }: Settings): readonly string[] {
  const single = eventStoreUrl === undefined || mongoUrl === undefined;
  return [
    `  Events     ${eventStoreUrl === undefined ? dataDirectory : 'EventStoreDB'}`,
    `  Views      ${mongoUrl === undefined ? 'in memory, folded from the events at each start' : 'MongoDB'}`,
    `  Vault      ${mongoUrl === undefined ? dataDirectory : 'MongoDB'}`,
    ...(single ? ['  One process only: part of the data is in its folder. Set EVENTSTORE_URL and MONGODB_URL for production.'] : []),
    '  Ready as soon as all of it answers: see /health/ready',
  ];
}

function keyLines({ key, made }: { readonly key: string; readonly made: boolean }, dataDirectory: string): readonly string[] {
  if (!made) return [`  Service key in ${dataDirectory}/service-key`];
  return [`  Service key (all scopes, shown once, kept in ${dataDirectory}/service-key)`, `             ${key}`];
}
