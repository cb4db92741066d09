import { expect, it } from '@jest/globals';
import { isProblem, items, type ItemOf, type ProblemCode, rosterClient } from './index.js';

/** Never run: the compiler is the test. Each line below a `@ts-expect-error` must fail to compile (`npm run types`). */
export async function neverRun(workspaceId: string, memberId: string): Promise<void> {
  const client = rosterClient({ url: 'https://roster.example' });
  const path = { workspaceId, memberId };
  await client.put('/v1/workspaces/{workspaceId}/members/{memberId}/role', { params: { path }, body: { role: 'admin' } });
  // @ts-expect-error there is no such role
  await client.put('/v1/workspaces/{workspaceId}/members/{memberId}/role', { params: { path }, body: { role: 'king' } });
  // @ts-expect-error there is no such path
  await client.get('/v1/nowhere');
  // @ts-expect-error the path needs a workspace
  await client.get('/v1/workspaces/{workspaceId}/seats');
  // @ts-expect-error the path takes no PATCH
  await client.patch('/v1/workspaces/{workspaceId}/seats', { params: { path: { workspaceId } } });
  const seats = await client.get('/v1/workspaces/{workspaceId}/seats', { params: { path: { workspaceId } } });
  seats.total satisfies number;
  // @ts-expect-error there is no such figure
  seats.sum satisfies number;
  const invited = await client.post('/v1/workspaces/{workspaceId}/invitations', { params: { path: { workspaceId } }, body: { email: 'bo@acme.com' } });
  invited.memberId satisfies string;
  for await (const entry of items(client, '/v1/workspaces/{workspaceId}/history', { params: { path: { workspaceId } } })) {
    entry.summary satisfies string;
  }
  // @ts-expect-error this is no list
  items(client, '/v1/workspaces/{workspaceId}/seats', { params: { path: { workspaceId } } });
}

type Entry = ItemOf<'/v1/workspaces/{workspaceId}/history'>;

it('[S-5] knows the codes of refusals and the entries of lists by the OpenAPI document', () => {
  const codes: readonly ProblemCode[] = ['last_admin', 'transfer_required', 'not_caught_up', 'unexpected_answer'];
  // @ts-expect-error there is no such code
  const wrong: ProblemCode = 'nobody_home';
  const kind: Entry['actor']['kind'] = 'service';
  expect(isProblem(new Error(`${wrong} ${kind}`), ...codes)).toBe(false);
});
