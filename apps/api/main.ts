import 'reflect-metadata';
import { pino } from 'pino';
import { RosterError } from '#libs/event-sourcing';
import { BadApiKeys } from '#libs/http';
import { type Service, startService } from './service.js';
import { BadSettings, readSettings, type Settings, usesServers } from './settings.js';

/** The service as a program: settings from the environment, a few words on standard output, logs on standard error. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const service = await startService(settings, logger);
  say(service, settings);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      service.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error: error instanceof Error ? error.name : 'Error' }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

function say({ address, serviceKey, mailbox }: Service, settings: Settings): void {
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
  process.stdout.write(`${lines.join('\n')}\n`);
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

/** What a person at a terminal can act on; anything else shows where it happened. */
function explain(error: unknown): string {
  if (error instanceof BadSettings) return `The settings are not right:\n${error.problems.map((line) => `  ${line}`).join('\n')}`;
  if (error instanceof BadApiKeys) return error.message;
  if (error instanceof RosterError) return [error.message, error.details.remedy].filter(Boolean).join(' ');
  if (isSystemError(error) && error.code === 'EADDRINUSE') return 'The port is in use already. Set PORT to another one.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

main().catch((error: unknown) => {
  process.stderr.write(`\nRoster did not start. ${explain(error)}\n\n`);
  process.exit(1);
});
