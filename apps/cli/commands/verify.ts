import { createReadStream, statSync } from 'node:fs';
import { type Command } from 'commander';
import { type AnswerOf } from '#libs/client';
import { linesIn, verifyBundle } from '../../../libs/history/proof/verify-bundle.js';
import { type CommonOptions, textOf } from '../connection.js';
import { command, type Context } from '../context.js';
import { BadUsage, EXIT, type ExitCode, reasonOf } from '../exit-codes.js';

interface Options extends CommonOptions {
  readonly trust?: readonly string[];
}

type Verdict = AnswerOf<'/v1/workspaces/{workspaceId}/history/verification', 'get'>;

/** Whether a history is as it was when it happened, by the service or without it (H-4). */
export function verifyCommand(context: Context): Command {
  return command({
    name: 'verify',
    summary: 'Whether the history is as it was when it happened. On a bundle, nothing is asked of the service.',
    examples: [
      ['roster verify', 'the service verifies every event of the workspace'],
      ['roster export signing-keys > keys.json', 'once, from the service that you trust'],
      ['roster verify acme.jsonl --trust keys.json', 'a bundle, without the service'],
      ['roster verify - --json < acme.jsonl', 'a bundle from standard input, for a script'],
    ],
  })
    .argument('[bundle]', 'a file that `roster export bundle` wrote; - for standard input')
    .option('--trust <keys>', 'a file of signing keys, or the id of one; may stand several times', collected)
    .action(async (bundle: string | undefined, _: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      context.exitCode = await (bundle === undefined ? online(context, options) : offline(context, options, bundle));
    });
}

async function online(context: Context, options: Options): Promise<ExitCode> {
  if (options.trust) throw new BadUsage('--trust is for a bundle: the service knows its own keys.');
  const path = { workspaceId: context.workspace(options) };
  const client = context.client(options);
  const progress = context.terminal.progress('The service verifies', 'timed');
  try {
    const verdict = await client.get('/v1/workspaces/{workspaceId}/history/verification', { params: { path } });
    progress.end();
    return await tell(context, options, verdict);
  } finally {
    progress.end();
  }
}

async function offline(context: Context, options: Options, file: string): Promise<ExitCode> {
  const { terminal } = context;
  const keyIds = options.trust?.flatMap(keyIdsIn);
  const size = file === '-' ? undefined : sizeOf(file);
  const progress = terminal.progress('Verifying', size ?? 'counted');
  let read = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of (file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Uint8Array>) {
      yield chunk;
      read += chunk.length;
      progress.reach(read);
    }
  }
  const verdict = await verifyBundle(linesIn(chunks()), keyIds ? { keyIds } : {}).finally(() => progress.end());
  const { head, ok, trusted } = verdict;
  // By the option alone: the environment is for what is asked of the service.
  if (head && options.workspace !== undefined && head.stream !== `workspace-${options.workspace}`) {
    const firstBroken = { revision: 0, eventId: null, why: 'of_another_stream' } as const;
    await tell(context, options, { ...verdict, ok: false, firstBroken });
    terminal.say(`The bundle is of ${head.stream}.`);
    return EXIT.wrong;
  }
  const code = await tell(context, options, verdict);
  if (ok && head && !trusted) {
    terminal.say(
      `The bundle fits the key that it brings along, ${head.keyId}. Whether that is the service's, only --trust`,
      'can say: somebody who wrote all of the bundle anew would have signed it with a key of their own.',
    );
  }
  return code;
}

async function tell({ terminal }: Context, { json }: CommonOptions, verdict: Verdict): Promise<ExitCode> {
  const { ok, events, head, firstBroken } = verdict;
  if (json) await terminal.json(verdict);
  else if (ok) {
    await terminal.print(`${terminal.paint('green', 'Whole')}: ${events} events are as they were when they happened.`);
    if (!head) return EXIT.right;
    await terminal.print(`Head ${head.hash} at revision ${head.revision}, signed ${head.at} by key ${head.keyId}.`);
  } else if (firstBroken) {
    const { revision, eventId, why } = firstBroken;
    const event = eventId === null ? '' : ` (event ${eventId})`;
    await terminal.print(`${terminal.paint('red', 'Broken')} at revision ${revision}${event}: ${WORDS[why]}.`);
  }
  if (ok) return EXIT.right;
  return firstBroken?.why === 'unfinished' ? EXIT.incomplete : EXIT.wrong;
}

const WORDS: Readonly<Record<NonNullable<Verdict['firstBroken']>['why'], string>> = {
  changed: 'it is not what it was when it arrived',
  missing: 'the event is not there any more',
  added: 'it did not arrive as the others did',
  out_of_order: 'another event of this history stands in its place',
  of_another_stream: 'an event of another history stands in its place',
  not_kept: 'the hash that it arrived with is gone',
  head: 'the signed head is of another history',
  signature: 'the head was not signed by its key',
  unknown_key: 'the head was signed by a key that is not trusted',
  unreadable: 'what stands there is no event',
  unfinished: 'the bundle ends before its signed head; export it again',
};

function collected(one: string, others: readonly string[] = []): readonly string[] {
  return [...others, one];
}

/** @throws BadUsage */
function keyIdsIn(trust: string): readonly string[] {
  if (/^[0-9a-f]{32}$/.test(trust)) return [trust];
  const text = textOf(trust, 'The file of signing keys');
  try {
    const { keys } = JSON.parse(text) as { readonly keys: readonly { readonly kid: string }[] };
    const ids = keys.map(({ kid }) => kid);
    if (ids.length > 0 && ids.every((id) => typeof id === 'string')) return ids;
  } catch {
    // Said below.
  }
  throw new BadUsage('The file of signing keys is none: make it with `roster export signing-keys`.');
}

/** @throws BadUsage */
function sizeOf(file: string): number {
  try {
    const stat = statSync(file);
    if (stat.isFile()) return stat.size;
  } catch (error) {
    throw new BadUsage(`The bundle cannot be read: ${reasonOf(error)}.`);
  }
  throw new BadUsage('The bundle is no file.');
}
