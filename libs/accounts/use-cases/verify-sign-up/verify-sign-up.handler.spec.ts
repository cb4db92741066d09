import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, newKey, ORIGIN, PASSWORD } from '../../../../test/support/accounts-world.js';
import { Sessions } from '../../sessions.js';
import { VerifySignUpCommand } from './verify-sign-up.handler.js';

const HOUR = 60 * 60_000;
const ANN = 'ann@acme.com';
const ALL = ['SignUpRequested', 'AddressClaimed', 'AccountOpened', 'SignUpPlaced', 'SignedIn'];

let world: AccountsWorld;
beforeEach(async () => {
  world = await AccountsWorld.begin();
});
afterEach(() => world.end());

const verify = (token: string, scope = world.scope()) =>
  world.send(new VerifySignUpCommand(scope, { token, userAgent: 'Firefox' }));
const types = async () => (await world.events()).map(({ type }) => type);

describe('verifying a sign-up', () => {
  it('[D-1] opens the account, finds its place and begins a session', async () => {
    const token = await world.signUp(ANN);
    const { accountId, workspaceId, memberId, outcome, session } = await verify(token);
    expect(outcome).toBe('founded');
    expect(await types()).toEqual(ALL);
    expect(world.workspaces.placed.get(accountId)).toEqual({
      accountId,
      workspaceId,
      memberId,
      emailKey: world.emailKey(ANN),
      domain: 'acme.com',
      name: 'Ann Lee',
      email: ANN,
    });
    const [signedIn] = await world.events('SignedIn');
    expect(signedIn?.data).toEqual({ sessionId: session?.sessionId, via: 'verification' });
    expect(await world.get(Sessions).find(session?.token ?? '')).toEqual({ accountId, sessionId: session?.sessionId });
    expect((await world.signIn(ANN)).accountId).toBe(accountId);
  });

  it('names the person as the one who did it', async () => {
    const { accountId } = await world.person(ANN);
    await world.settle();
    const done = (await world.events()).slice(1).map(({ metadata }) => metadata.actor);
    expect(done).toEqual(ALL.slice(1).map(() => ({ kind: 'account', id: accountId })));
  });

  it('is told nothing of a forged or unknown link', async () => {
    const token = await world.signUp(ANN);
    const [id = '', expiry = '', mac = ''] = token.split('.');
    const later = (parseInt(expiry, 36) + 1).toString(36);
    const reset = world.tokens.issue('reset', id, '2026-03-02T12:00:00.000Z');
    for (const forged of ['x', `${id}.${later}.${mac}`, `${id}x.${expiry}.${mac}`, reset]) {
      expect(await world.codeOf(verify(forged))).toBe('not_found');
    }
    expect(await types()).toEqual(['SignUpRequested']);
  });

  it('[D-1] works for 24 hours', async () => {
    const token = await world.signUp(ANN);
    world.clock.advance(24 * HOUR);
    expect(await world.codeOf(verify(token))).toBe('verification_expired');
    world.clock.advance(-1);
    expect(await world.codeOf(verify(token))).toBe('ok');
  });

  it('[D-1] works once', async () => {
    const token = await world.signUp(ANN);
    await verify(token);
    expect(await world.codeOf(verify(token))).toBe('verification_used');
    expect(await world.events('SignedIn')).toHaveLength(1);
  });

  it('gives the address to one of those who verify it at the same moment', async () => {
    const tokens = [await world.signUp(ANN), await world.signUp(ANN, 'another-fine-password')];
    const codes = await Promise.all([...tokens, ...tokens].map((token) => world.codeOf(verify(token))));
    expect(codes.sort()).toEqual(['ok', 'verification_used', 'verification_used', 'verification_used']);
    expect(await world.events('AccountOpened')).toHaveLength(1);
    expect(world.workspaces.placed.size).toBe(1);
  });

  it('[C-4] keeps the password for good', async () => {
    await world.person(ANN);
    await world.vault.sweep('2027-01-01T00:00:00.000Z');
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
  });

  it('[S-1] gives the same session for the same key, also after a crash before it began', async () => {
    const key = newKey();
    const token = await world.signUp(ANN);
    await world.crash('accounts.sign-in.between-event-and-session', () => verify(token, world.scope({ key })));
    const first = await verify(token, world.scope({ key }));
    const second = await verify(token, world.scope({ key }));
    expect(second).toEqual(first);
    expect(await world.get(Sessions).find(first.session?.token ?? '')).not.toBeNull();
    expect(await types()).toEqual(ALL);
  });

  it('[S-1] does not bring back a session that was ended', async () => {
    const key = newKey();
    const token = await world.signUp(ANN);
    const { accountId, session } = await verify(token, world.scope({ key }));
    await world.get(Sessions).end({ accountId, sessionId: session?.sessionId ?? '' });
    await verify(token, world.scope({ key }));
    expect(await world.get(Sessions).find(session?.token ?? '')).toBeNull();
  });

  it('[S-3] changes nothing in a dry run, and says what it would do', async () => {
    const token = await world.signUp(ANN);
    const scope = world.scope({ dryRun: true });
    expect((await verify(token, scope)).session).toBeNull();
    expect(scope.planned.map(({ type }) => type)).toEqual(ALL.slice(1));
    expect(await types()).toEqual(['SignUpRequested']);
    expect(await world.vault.list('session', '')).toEqual([]);
    await verify(token);
  });

  it('leads to a page that holds the token in the fragment', async () => {
    const token = await world.signUp(ANN);
    expect(world.mail.mails[0]?.text).toContain(`\n${ORIGIN}/verify#token=${token}\n`);
  });
});

describe('a crash while a sign-up is verified', () => {
  it('[D-1] before the claim leaves the link as it was', async () => {
    const token = await world.signUp(ANN);
    await world.crash('accounts.verification.between-credential-and-claim', () => verify(token));
    expect(await types()).toEqual(['SignUpRequested']);
    expect(await world.codeOf(verify(token))).toBe('ok');
  });

  it.each([
    'accounts.verification.between-claim-and-account',
    'accounts.verification.between-account-and-place',
    'accounts.verification.between-place-and-its-record',
    'accounts.verification.between-place-and-sign-in',
    'accounts.sign-in.between-event-and-session',
  ])('[D-1] at %s is made good by the process', async (point) => {
    const token = await world.signUp(ANN);
    await world.crash(point, () => verify(token));
    expect(await world.codeOf(verify(token))).toBe('verification_used');
    await world.settle();
    expect(await world.events('AccountOpened')).toHaveLength(1);
    const { accountId, memberships } = await world.signIn(ANN, PASSWORD);
    expect(memberships).toHaveLength(1);
    expect([...world.workspaces.placed.keys()]).toEqual([accountId]);
  });

  it('places nobody again who has found a place, however late the process comes', async () => {
    const token = await world.signUp(ANN);
    await verify(token);
    expect(world.workspaces.calls).toBe(1);
    await world.settle();
    expect(world.workspaces.calls).toBe(1);
  });

  it('[D-1] lets nobody in between the claim and the opening of the account', async () => {
    const token = await world.signUp(ANN);
    await world.crash('accounts.verification.between-claim-and-account', () => verify(token));
    expect(await world.codeOf(world.signIn(ANN))).toBe('invalid_credentials');
  });
});
