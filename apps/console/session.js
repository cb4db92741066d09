import { command, Problem, read } from './api.js';

/** Whether somebody is signed in, as far as this page has learnt; undefined before it has asked. */
let signedIn;

export function isSignedIn() {
  return signedIn;
}

/** The person who is signed in: profile, memberships, pending invitations. @throws Problem */
export async function me() {
  try {
    const person = await read('/v1/me');
    signedIn = true;
    return person;
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'unauthenticated') signedIn = false;
    throw problem;
  }
}

/** The same, or null where nobody is signed in. @throws Problem for any other reason */
export async function meIfSignedIn() {
  try {
    return await me();
  } catch (problem) {
    if (signedIn === false) return null;
    throw problem;
  }
}

/** A command that begins a session. @throws Problem */
export async function begin(path, body) {
  const answer = await command('POST', path, body);
  signedIn = true;
  return answer;
}

/** @throws Problem */
export async function signOut() {
  try {
    await command('DELETE', '/v1/sessions/current');
  } catch (problem) {
    // A session that has ended already is what was wanted.
    if (!(problem instanceof Problem && problem.code === 'unauthenticated')) throw problem;
  }
  signedIn = false;
}
