import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { type CommonOptions } from '../connection.js';
import { command, type Context } from '../context.js';
import { BadUsage, reasonOf } from '../exit-codes.js';

/** What a key may be for (S-6). */
export const KEY_SCOPES = ['commands', 'members', 'billing', 'history', 'operate'] as const;

interface Options extends CommonOptions {
  readonly scopes?: readonly string[];
  readonly output?: string;
}

const KEY_BYTES = 32;
const WIDTH = 9;
const OWNER_ONLY = 0o600;

/**
 * Makes a service key. Nothing is asked of the service: its settings take the hash alone. `keys rotate` is about the other
 * keys, those that histories are signed with.
 */
export function keysCommand(context: Context): Command {
  return command({
    name: 'keys',
    summary: 'Makes a service key, and the entry for ROSTER_API_KEYS that lets the service know it.',
    examples: [
      ['roster keys auditor --scopes history', 'for who reads and proves'],
      ['roster keys billing --scopes billing --output billing.key', 'the key into a file for its owner alone'],
      ['roster keys crm --scopes commands,members --json', 'for a script'],
      ['roster keys rotate', 'a new key to sign histories with'],
    ],
  })
    .addCommand(rotateCommand(context))
    .argument('<name>', 'what the history calls the service: A-Z a-z 0-9 . _ -', name)
    .option('--scopes <scopes>', `of ${KEY_SCOPES.join(', ')}; with commas`, scopes)
    .option('-o, --output <file>', 'a new file for the key, which is then not shown')
    .action(async (called: string, _: object, self: Command) => {
      const { scopes: allowed, output, json } = self.optsWithGlobals<Options>();
      const { terminal } = context;
      if (allowed === undefined) throw new BadUsage(`What is the key for? --scopes, of ${KEY_SCOPES.join(', ')}.`);
      const key = `rk_${randomBytes(KEY_BYTES).toString('base64url')}`;
      const entry = `${called}:${allowed.join('+')}:${createHash('sha256').update(key).digest('hex')}`;
      if (output !== undefined) await save(output, key);
      const shown = output === undefined ? { key } : { keyFile: output };
      if (json) await terminal.json({ ...shown, entry });
      else await terminal.print(...Object.entries({ ...shown, entry }).map(([what, text]) => `${what.padEnd(WIDTH)}${text}`));
      terminal.say(
        'The entry goes into ROSTER_API_KEYS of the service, with a comma behind what is there.',
        'The key is kept nowhere else.',
      );
    });
}

/** Has the service make a new key that it signs heads with (H-4). */
function rotateCommand(context: Context): Command {
  return command({
    name: 'rotate',
    summary: 'Has the service make a new key to sign histories with. What the older keys signed still verifies.',
    examples: [
      ['roster keys rotate', 'with a service key that has the scope commands'],
      ['roster export signing-keys > keys.json', 'then, for who holds bundles to the keys that they know'],
    ],
  }).action(async (_: object, self: Command) => {
    const options = self.optsWithGlobals<CommonOptions>();
    const { terminal } = context;
    const key = await context.client(options).post('/v1/history/signing-keys');
    if (options.json) await terminal.json(key);
    else await terminal.print(key.kid);
    terminal.say('It signs from now on. Whoever pins the keys of this service takes this one too.');
  });
}

/** @throws BadUsage */
async function save(file: string, key: string): Promise<void> {
  await writeFile(file, `${key}\n`, { mode: OWNER_ONLY, flag: 'wx' }).catch((error: unknown) => {
    throw new BadUsage(`The key cannot be written: ${reasonOf(error)}.`);
  });
}

function name(text: string): string {
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(text)) throw new InvalidArgumentError('At most 100 of A-Z a-z 0-9 . _ -.');
  return text;
}

function scopes(text: string): readonly string[] {
  const found = [...new Set(text.split(/[,+]/).map((scope) => scope.trim()))];
  if (!found.every((scope) => (KEY_SCOPES as readonly string[]).includes(scope))) {
    throw new InvalidArgumentError(`Each is one of ${KEY_SCOPES.join(', ')}.`);
  }
  return found;
}
