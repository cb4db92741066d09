import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { arrive, atTheConsole, service, turnTo, visitor } from '../support/at-the-console.js';
import { type Link } from '../support/browser.js';
import { found, join, newDomain, PASSWORD } from '../support/people.js';

/** Every way in, from the first email to the end. */

const NEW_PASSWORD = 'copper-heron-window-77';
const DAY = 86_400;

jest.setTimeout(60_000);

atTheConsole();

const path = () => new URL(visitor.page.url()).pathname;
const field = (label: string) => visitor.page.getByLabel(label, { exact: true });

/** What a screen reader says of a field besides its label. */
async function describedBy(label: string): Promise<string> {
  const ids = (await field(label).getAttribute('aria-describedby'))?.split(/\s+/) ?? [];
  const texts = ids.filter((id) => id !== '').map((id) => visitor.page.locator(`[id="${id}"]`).innerText());
  return (await Promise.all(texts)).join(' ');
}

/** The token went nowhere by an address, of a request or of the page that it came from; and so often to its own call. */
function sent({ token }: Link, call: string): number {
  const addresses = visitor.requests.flatMap((request) => [request.url(), request.headers()['referer'] ?? '']);
  expect(addresses.filter((address) => address.includes(token))).toEqual([]);
  return visitor.requests.filter((request) => request.method() === 'POST' && request.url().endsWith(call)).length;
}

async function newAdmin() {
  const admin = await found(service);
  return { ...admin, base: `/v1/workspaces/${admin.workspaceId}` };
}

async function invited(admin: Awaited<ReturnType<typeof newAdmin>>, email: string, role = 'user') {
  const { body } = await admin.client.post(`${admin.base}/invitations`, { email, role });
  return { invitation: `${admin.base}/members/${body.memberId}/invitation`, link: await visitor.linkTo(email, /invited/) };
}

async function signUpAs(email: string, name: string, workspaceName = ''): Promise<void> {
  await visitor.goTo('/sign-up');
  await visitor.fill('Your name', name);
  await visitor.fill('Email address', email);
  await visitor.fill('Password', PASSWORD);
  await visitor.fill('Name of your workspace (optional)', workspaceName);
  await visitor.press('Sign up');
  await visitor.shows('Check your mail');
}

async function verify(email: string): Promise<void> {
  await visitor.openHarmlessly(await visitor.linkTo(email, /confirm/i));
  await visitor.press('Confirm my address');
  await visitor.shows('Your address is confirmed');
}

/** As if so much time went by for the service, in seconds. */
async function later(seconds: number, then: () => Promise<void>): Promise<void> {
  try {
    await service.restart({ ROSTER_RATE_LIMITS: 'off', ROSTER_CLOCK_OFFSET: String(seconds) });
    await then();
  } finally {
    await service.restart({ ROSTER_RATE_LIMITS: 'off' });
  }
}

describe('signing up', () => {
  it('[D-1] [D-2] ends, by the link and a button, in a workspace of one’s own', async () => {
    const email = `ann@${newDomain()}`;
    await signUpAs(email, 'Ann', 'Acme <b>');
    await visitor.page.getByText('If you have an account already, the email says so instead').waitFor();
    const link = await visitor.linkTo(email, /confirm/i);
    await visitor.openHarmlessly(link);
    await visitor.press('Confirm my address');
    await visitor.shows('Your address is confirmed');
    await visitor.page.getByText('You are its admin and its owner.').waitFor();
    expect(sent(link, '/verification')).toBe(1);
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL(/\/workspaces\/[^/]+\/users$/);
    await visitor.page.getByRole('button', { name: 'Workspace: Acme <b>' }).waitFor();
  });

  it('[C-4] says beforehand how long a password must be, and what the service refuses stands beside its field', async () => {
    await visitor.goTo('/sign-up');
    await visitor.page.getByText('At least 12 characters.').waitFor();
    await visitor.fill('Your name', 'Ann');
    await visitor.fill('Email address', `ann@${newDomain()}`);
    for (const [refused, words] of [['short', /12/], ['password1234', /common|guess/i]] as const) {
      await visitor.fill('Password', refused);
      await visitor.press('Sign up');
      await visitor.page.locator('[aria-invalid="true"]:focus').waitFor();
      expect(await visitor.page.locator('[aria-invalid="true"]:focus').getAttribute('data-path')).toBe('password');
      expect(await describedBy('Password')).toMatch(words);
    }
    await visitor.fill('Password', PASSWORD);
    await visitor.fill('Email address', 'not an address');
    await visitor.press('Sign up');
    await visitor.page.locator('[data-path="email"][aria-invalid="true"]:focus').waitFor();
  });

  it('sends another email where none came, and goes back to another address with what was typed', async () => {
    const email = `ann@${newDomain()}`;
    await signUpAs(email, 'Ann');
    await service.mailbox.mail(email, /confirm/i);
    await visitor.press('Send another email');
    await visitor.told('Another email is on its way');
    await visitor.press('Use another address');
    await visitor.shows('Sign up');
    expect(await field('Email address').inputValue()).toBe(email);
    expect(await field('Your name').inputValue()).toBe('Ann');
  });

  it('[D-5] a personal address is told to use the work address, before and after', async () => {
    const email = `ann.${process.pid}@gmail.com`;
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', email);
    await visitor.told('Use your work address to join your team');
    await signUpAs(email, 'Ann');
    await verify(email);
    await visitor.page.getByText('This is a personal address. Use your work address to join your team.').waitFor();
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL(/\/workspaces\//);
  });

  it('[D-7] with an invitation pending, the confirmed address joins the workspace that invited', async () => {
    const admin = await newAdmin();
    const email = `guest@${admin.domain}`;
    await invited(admin, email, 'admin');
    await signUpAs(email, 'Guest');
    await verify(email);
    await visitor.page.getByText('You have joined the workspace that you were invited to.').waitFor();
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL(`${service.address}/workspaces/${admin.workspaceId}/users`);
  });

  it('a link that has expired, was used or is unknown says how to go on', async () => {
    const email = `ann@${newDomain()}`;
    await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name: 'Ann' });
    const link = await visitor.linkTo(email, /confirm/i);
    await visitor.openHarmlessly({ ...link, url: `${service.address}/verify#token=unknown`, token: 'unknown' });
    await visitor.press('Confirm my address');
    await visitor.refused(/no such link.*Check that the whole link/s);
    await later(DAY + 60, async () => {
      await visitor.openHarmlessly(link);
      await visitor.press('Confirm my address');
      await visitor.refused(/link has expired.*Sign up again/s);
      await visitor.page.getByRole('alert').getByRole('link', { name: 'Sign up again' }).click();
      await visitor.shows('Sign up');
    });
    await verify(email);
    await visitor.openHarmlessly(link);
    await visitor.press('Confirm my address');
    await visitor.refused(/has been used/);
    await visitor.page.getByRole('alert').getByRole('link', { name: 'Sign in' }).click();
    await visitor.shows('Sign in');
  });

  it('a link’s page says what to do once it is loaded again, and takes another link put into its place', async () => {
    const emails = [`bo@${newDomain()}`, `cy@${newDomain()}`];
    for (const email of emails) await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name: 'Bo' });
    const [first, second] = await Promise.all(emails.map((email) => visitor.linkTo(email, /confirm/i)));
    if (!first || !second) throw new Error('No links.');
    await visitor.openHarmlessly(first);
    await visitor.page.reload();
    await visitor.page.getByText('Open that link again').waitFor();
    await visitor.page.goto(second.url);
    await visitor.page.getByRole('button', { name: 'Confirm my address' }).waitFor();
    await visitor.press('Confirm my address');
    await visitor.shows('Your address is confirmed');
    const standing = emails.map((email) => service.client().post('/v1/sessions', { email, password: PASSWORD }));
    expect((await Promise.all(standing)).map(({ status }) => status)).toEqual([403, 200]);
  });
});

describe('the joining flow of Thread’s article', () => {
  it('[TH] [D-3] [R-2] the first founds, a colleague joins by the link that was shared, and works without admin access', async () => {
    const domain = newDomain();
    // "The first person who signs up for an organization automatically becomes an admin."
    await signUpAs(`lead@${domain}`, 'Lead');
    await verify(`lead@${domain}`);
    await visitor.page.getByText('Colleagues who sign up with the same company domain join it by themselves').waitFor();
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL(/\/workspaces\/[^/]+\/users$/);
    const workspace = path().split('/')[2];

    // "Direct them to sign up at your Thread URL with their work email." – before the link is used they are not there.
    const first = visitor;
    turnTo(await arrive());
    await signUpAs(`csm@${domain}`, 'Casey');
    await visitor.follow('Sign in');
    await visitor.fill('Email address', `csm@${domain}`);
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign in');
    // "They signed up but haven't completed email verification or first login."
    await visitor.refused(/not verified yet.*verification email/s);
    await verify(`csm@${domain}`);
    await visitor.page.getByText('You have joined the workspace of your company as a user.').waitFor();
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL((url) => url.pathname.startsWith(`/workspaces/${workspace}/users/`));
    // "Only users with admin role can access this page."
    expect(await visitor.page.getByRole('navigation').getByRole('link', { name: 'Users' }).count()).toBe(0);

    // "Check User Management to confirm they've joined."
    turnTo(first);
    await visitor.goTo(`/workspaces/${workspace}/users`);
    await visitor.page.getByText('Casey').filter({ visible: true }).first().waitFor();
  });
});

describe('signing in', () => {
  it('a wrong password is refused with what to do, and the right one leads straight into the only workspace', async () => {
    const admin = await newAdmin();
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address', admin.email);
    await visitor.fill('Password', 'not the password');
    await visitor.press('Sign in');
    await visitor.refused(/not right.*Reset the password if it is lost/s);
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign in');
    await visitor.page.waitForURL(`${service.address}/workspaces/${admin.workspaceId}/users`);
    await visitor.goTo('/');
    await visitor.shows('Your workspaces');
  });

  it('[D-1] an address that is not verified is told so, only after the right password, with the way to a new link', async () => {
    const email = `ann@${newDomain()}`;
    await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name: 'Ann' });
    await service.mailbox.mail(email, /confirm/i);
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address', email);
    await visitor.fill('Password', 'not the password');
    await visitor.press('Sign in');
    await visitor.refused('not right');
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign in');
    await visitor.refused('not verified yet');
    await visitor.follow('Sign up again for a new link');
    await visitor.shows('Sign up');
  });

  it('[C-5] after too many wrong passwords it says for how long to wait, and that a reset is possible', async () => {
    const { email, client } = await newAdmin();
    for (let attempt = 0; attempt < 5; attempt++) await client.post('/v1/sessions', { email, password: 'not the password' });
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address', email);
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign in');
    await visitor.refused(/Too many wrong passwords.*Try again in \d+ seconds/s);
    await visitor.follow('Reset the password');
    await visitor.shows('Reset your password');
  });

  it('password stores know each field, and pasting is allowed', async () => {
    await visitor.goTo('/sign-in');
    expect(await field('Email address').getAttribute('autocomplete')).toBe('username');
    expect(await field('Password').getAttribute('autocomplete')).toBe('current-password');
    await visitor.goTo('/sign-up');
    expect(await field('Email address').getAttribute('autocomplete')).toBe('username');
    expect(await field('Password').getAttribute('autocomplete')).toBe('new-password');
    await visitor.fill('Your name', NEW_PASSWORD);
    await field('Your name').selectText();
    await visitor.page.keyboard.press('Control+C');
    await field('Password').focus();
    await visitor.page.keyboard.press('Control+V');
    expect(await field('Password').inputValue()).toBe(NEW_PASSWORD);
    await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    expect(await field('Password').getAttribute('type')).toBe('text');
  });
});

describe('a forgotten password', () => {
  it('[C-2] is replaced by the link, which ends every session and signs nobody in', async () => {
    const person = await found(service);
    await visitor.goTo('/sign-in');
    await visitor.follow('Forgotten password');
    await visitor.shows('Reset your password');
    await visitor.fill('Email address', person.email);
    await visitor.press('Send me a link');
    await visitor.shows('Check your mail');
    const link = await visitor.linkTo(person.email, /new password/);
    await visitor.openHarmlessly(link);
    await visitor.fill('New password', 'short');
    await visitor.press('Set password');
    await visitor.page.locator('[aria-invalid="true"]:focus').waitFor();
    await visitor.fill('New password', NEW_PASSWORD);
    await visitor.press('Set password');
    await visitor.shows('Your new password is set');
    expect(await visitor.context.cookies()).toEqual([]);
    expect(sent(link, '/completion')).toBe(2);
    expect((await person.client.get('/v1/me')).status).toBe(401);
    await visitor.follow('Sign in');
    await visitor.signIn(person.email, NEW_PASSWORD);
  });

  it('[C-3] asking answers the same where there is no account', async () => {
    const words: string[] = [];
    for (const email of [`nobody@${newDomain()}`, (await found(service)).email]) {
      await visitor.goTo('/reset');
      await visitor.fill('Email address', email);
      await visitor.press('Send me a link');
      await visitor.shows('Check your mail');
      words.push((await visitor.page.getByRole('main').innerText()).replace(email, '…'));
    }
    expect(words[0]).toBe(words[1]);
  });

  it('[C-2] a link that expired, was used or replaced says how to get a new one', async () => {
    const person = await found(service);
    const ask = () => service.client().post('/v1/password-resets', { email: person.email });
    await ask();
    const token = await service.mailbox.token(person.email, 'reset');
    await ask();
    const newer = await service.mailbox.token(person.email, 'reset', token);
    const open = (secret: string) => visitor.openHarmlessly({ url: `${service.address}/reset#token=${secret}`, token: secret });
    const set = async () => {
      await visitor.fill('New password', NEW_PASSWORD);
      await visitor.press('Set password');
    };
    await open(token);
    await set();
    await visitor.refused(/newer email has replaced.*newest email.*Ask for a new link/s);
    await later(31 * 60, async () => {
      await open(newer);
      await set();
      await visitor.refused(/expired.*Ask for a new link/s);
    });
    await open(newer);
    await set();
    await visitor.shows('Your new password is set');
    await open(newer);
    await set();
    await visitor.refused(/has been used.*Ask for a new link/s);
    await visitor.page.getByRole('alert').getByRole('button', { name: 'Ask for a new link' }).click();
    await visitor.shows('Reset your password');
    // The token of the link is forgotten with its page.
    await visitor.follow('Sign in');
    await visitor.follow('Forgotten password');
    await visitor.shows('Reset your password');
  });
});

describe('an invitation', () => {
  it('[I-5] somebody without an account sees what it is about, makes an account and joins', async () => {
    const admin = await newAdmin();
    const email = `guest@${newDomain()}`;
    const { link } = await invited(admin, email, 'admin');
    await visitor.openHarmlessly(link);
    await visitor.page.getByText(/Ann invites you to join .* as an Admin/).waitFor();
    await visitor.page.getByText(email).waitFor();
    await visitor.fill('Your name', 'Guest');
    await visitor.fill('Password', 'short');
    await visitor.press('Accept the invitation');
    await visitor.page.locator('[aria-invalid="true"]:focus').waitFor();
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Accept the invitation');
    await visitor.told('You have joined the workspace');
    await visitor.page.waitForURL(`${service.address}/workspaces/${admin.workspaceId}/users`);
    expect([sent(link, '/preview'), sent(link, '/acceptance')]).toEqual([1, 2]);
  });

  it('[I-5] somebody with an account gives its password', async () => {
    const admin = await newAdmin();
    const guest = await found(service);
    await visitor.openHarmlessly((await invited(admin, guest.email)).link);
    await visitor.fill('Password of your account', 'not the password');
    await visitor.press('Accept the invitation');
    await visitor.refused('not right');
    await visitor.fill('Password of your account', PASSWORD);
    await visitor.press('Accept the invitation');
    await visitor.page.waitForURL((url) => url.pathname.startsWith(`/workspaces/${admin.workspaceId}/users/`));
  });

  it('[I-5] somebody who is signed in accepts with one press', async () => {
    const admin = await newAdmin();
    const guest = await found(service);
    await visitor.signIn(guest.email);
    await visitor.openHarmlessly((await invited(admin, guest.email.replace('ann@', 'ANN@'))).link);
    await visitor.page.getByText(`You are signed in as ${guest.email}.`).waitFor();
    await visitor.press('Accept the invitation');
    await visitor.page.waitForURL((url) => url.pathname.startsWith(`/workspaces/${admin.workspaceId}/users/`));
    await visitor.goTo('/');
    expect(await visitor.page.getByRole('list', { name: 'Your workspaces' }).getByRole('listitem').count()).toBe(2);
  });

  it('[I-5] who is signed in as somebody else is told, and goes on with the right account', async () => {
    const admin = await newAdmin();
    const [guest, other] = [await found(service), await found(service)];
    const { link } = await invited(admin, guest.email);
    await visitor.signIn(other.email);
    await visitor.openHarmlessly(link);
    await visitor.refused(`You are signed in as ${other.email}, and this invitation is for ${guest.email}.`);
    await visitor.press('Sign out and go on');
    await visitor.fill('Password of your account', PASSWORD);
    await visitor.press('Accept the invitation');
    await visitor.page.waitForURL((url) => url.pathname.startsWith(`/workspaces/${admin.workspaceId}/users/`));
    await visitor.goTo('/');
    await visitor.page.getByRole('button', { name: 'Account of Ann' }).click();
    await visitor.page.getByText(guest.email).waitFor();
  });

  it('[I-5] who has signed in as somebody else meanwhile is told by the service, and goes on', async () => {
    const admin = await newAdmin();
    const [guest, other] = [await found(service), await found(service)];
    await visitor.signIn(guest.email);
    await visitor.openHarmlessly((await invited(admin, guest.email)).link);
    await visitor.actAs(other);
    await visitor.press('Accept the invitation');
    await visitor.refused('You are signed in with another address');
    await visitor.press('Sign out and go on');
    await field('Password of your account').waitFor();
  });

  it('[I-7] a link that was replaced, revoked, used, has expired or is unknown: each in words, with what to do', async () => {
    const admin = await newAdmin();
    const email = `guest@${newDomain()}`;
    const { invitation, link } = await invited(admin, email);
    await later(73 * 3600, async () => {
      await visitor.openHarmlessly(link);
      await visitor.refused(/has expired.*Ask an admin of the workspace to resend/s);
    });
    await later(120, async () => {
      await admin.client.post(`${invitation}/resending`);
    });
    await visitor.openHarmlessly(link);
    await visitor.refused(/newer email replaced.*newest invitation email/s);
    await admin.client.delete(invitation);
    await visitor.openHarmlessly(link);
    await visitor.refused(/revoked.*Ask an admin/s);
    const accepted = await invited(admin, `second@${newDomain()}`);
    await service.client().post('/v1/invitations/acceptance', { token: accepted.link.token, name: 'Second', password: PASSWORD });
    await visitor.openHarmlessly(accepted.link);
    await visitor.refused(/accepted already.*Sign in/s);
    await visitor.openHarmlessly({ url: `${service.address}/invitation#token=forged.token`, token: 'forged.token' });
    await visitor.refused(/no such invitation.*whole link/s);
  });
});

describe('a new address', () => {
  it('[P-4] counts once its own link was used', async () => {
    const person = await found(service);
    const email = `new@${newDomain()}`;
    await person.client.post('/v1/me/email', { email, password: PASSWORD });
    await visitor.openHarmlessly(await visitor.linkTo(email, /confirm/i));
    await visitor.press('Confirm my new address');
    await visitor.shows('Your new address counts');
    await visitor.signIn(email);
  });

  it('[P-4] what an admin asks for waits for the approval of the present address', async () => {
    const admin = await newAdmin();
    const bo = await join(service, admin.domain, 'bo');
    const email = `new@${newDomain()}`;
    await admin.client.post(`${admin.base}/members/${bo.memberId}/email`, { email });
    const link = await visitor.linkTo(email, /confirm/i);
    await visitor.openHarmlessly(link);
    await visitor.press('Confirm my new address');
    await visitor.page.getByText('The present address must approve the change too').waitFor();
    await visitor.openHarmlessly(await visitor.linkTo(bo.email, /approve/i));
    await visitor.page.getByText('Approve it only if that address is yours').waitFor();
    await visitor.press('Approve the new address');
    await visitor.shows('Your new address counts');
    await visitor.openHarmlessly(link);
    await visitor.press('Confirm my new address');
    await visitor.refused(/has been used/);
  });
});

describe('the first page', () => {
  it('lists one’s workspaces with role and owner, and pending invitations with how to accept them', async () => {
    const [one, two] = [await newAdmin(), await newAdmin()];
    await invited(two, one.email);
    await visitor.signIn(one.email);
    await visitor.goTo('/');
    const mine = visitor.page.getByRole('list', { name: 'Your workspaces' }).getByRole('listitem');
    expect(await mine.innerText()).toMatch(/Admin\s+Owner/);
    const pending = visitor.page.getByRole('region', { name: 'Invitations' });
    await pending.getByText(/Accept it by the link in the email to .* works until/).waitFor();
    await mine.getByRole('link').click();
    await visitor.page.waitForURL(`${service.address}/workspaces/${one.workspaceId}/users`);
  });

  it('[I-7] says of an invitation whose link has expired to ask for another', async () => {
    const [one, two] = [await newAdmin(), await newAdmin()];
    await invited(two, one.email);
    await later(73 * 3600, async () => {
      await visitor.page.clock.setSystemTime(Date.now() + 73 * 3600 * 1000);
      await visitor.signIn(one.email);
      await visitor.goTo('/');
      await visitor.page.getByText(/Its link expired.*resend the invitation/).waitFor();
    });
  });

  it('who belongs to no workspace is told what to do', async () => {
    const admin = await newAdmin();
    const bo = await join(service, admin.domain, 'bo');
    await admin.client.post(`${admin.base}/members/${bo.memberId}/removal`, { transferTo: admin.memberId });
    await visitor.signIn(bo.email);
    await visitor.shows('Your workspaces');
    await visitor.page.getByText(`Ask an admin of your team to invite ${bo.email}`).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('every page of getting in is accessible and fits a narrow screen (%s)', (colorScheme) => {
  const everyWidth = async (where: string) => {
    for (const width of [320, 1280]) {
      await visitor.page.setViewportSize({ width, height: 800 });
      await visitor.looksRight(`${where} at ${width} px`);
    }
  };

  beforeEach(() => visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));

  it('without a link, and with one that nobody knows', async () => {
    const links = ['/reset#token=a', '/verify#token=a', '/invitation#token=a', '/confirm-email#token=a', '/approve-email#token=a'];
    for (const where of ['/sign-in?ended=yes', '/sign-up', '/reset', '/verify', '/invitation', '/approve-email', ...links]) {
      // A fragment alone would load nothing anew.
      await visitor.page.goto('about:blank');
      await visitor.goTo(where);
      await everyWidth(where);
    }
  });

  it('on the way, with refusals', async () => {
    const email = `${'ann'.repeat(14)}.${colorScheme}@gmail.com`;
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address', email);
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign in');
    await visitor.refused('not right');
    await everyWidth('a wrong password');
    for (let attempt = 0; attempt < 5; attempt++) await service.client().post('/v1/sessions', { email, password: 'wrong' });
    await visitor.press('Sign in');
    await visitor.refused('Too many wrong passwords');
    await everyWidth('too many tries');
    await visitor.openHarmlessly({ url: `${service.address}/reset#token=unknown`, token: 'unknown' });
    await visitor.fill('New password', PASSWORD);
    await visitor.press('Set password');
    await visitor.refused('no such link');
    await everyWidth('a link that nobody knows');
    await visitor.goTo('/sign-up');
    await visitor.fill('Your name', 'Ann');
    await visitor.fill('Email address', email);
    await visitor.fill('Password', 'short');
    await visitor.press('Sign up');
    await visitor.page.locator('[aria-invalid="true"]:focus').waitFor();
    await everyWidth('a password that is too short');
    await visitor.fill('Password', PASSWORD);
    await visitor.press('Sign up');
    await visitor.shows('Check your mail');
    await everyWidth('check your mail');
    await verify(email);
    await everyWidth('the outcome, with advice');
    await visitor.follow('Open the workspace');
    await visitor.page.waitForURL(/\/users$/);
  });

  it('with an invitation, and on the first page', async () => {
    const admin = await newAdmin();
    const workspaceName = `${'Acme'.repeat(20)} \u202e<b>`;
    await admin.client.patch(admin.base, { name: workspaceName });
    const guest = await found(service);
    const newcomer = await invited(admin, `${'guest'.repeat(12)}@${newDomain()}`, 'admin');
    const { link } = await invited(admin, guest.email);
    await visitor.openHarmlessly(newcomer.link);
    await everyWidth('an invitation without an account');
    await visitor.openHarmlessly(link);
    await everyWidth('an invitation with an account');
    await visitor.signIn(admin.email);
    await visitor.openHarmlessly(link);
    await visitor.page.getByText('You are signed in with another address').waitFor();
    await everyWidth('an invitation for somebody else');
    await visitor.goTo('/');
    await everyWidth('the first page');
    await visitor.context.clearCookies();
    await visitor.signIn(guest.email);
    await visitor.goTo('/');
    await everyWidth('the first page with an invitation');
  });
});
