import { homePage, signInPage, signUpPage } from './account-pages.js';
import { asProblem } from './api.js';
import { announce, el, link, problemBox } from './dom.js';
import { actionButton } from './forms.js';
import { invitationPage } from './invitation-page.js';
import { approveEmailPage, confirmEmailPage, resetPage, verifyPage } from './link-pages.js';
import { takeToken } from './link-token.js';
import { isSignedIn, signOut } from './session.js';
import { settingsPage } from './settings-page.js';
import { workspacePage } from './workspace-page.js';

const PAGES = {
  '/': homePage,
  '/sign-up': signUpPage,
  '/sign-in': signInPage,
  '/verify': verifyPage,
  '/invitation': invitationPage,
  '/reset': resetPage,
  '/confirm-email': confirmEmailPage,
  '/approve-email': approveEmailPage,
  '/settings': settingsPage,
};
const WORKSPACE = /^\/workspaces\/([0-9a-f-]{36})$/i;

const main = document.getElementById('main');
/** Counts the pages that were asked for: one that is overtaken by the next is not shown. */
let visits = 0;

/** Shows the page of the address as it is now. The token, if there is one, is known to this visit alone. */
async function visitPage() {
  const visit = { number: ++visits, token: takeToken() };
  const show = (view) => visit.number === visits && showView(view);
  const signedIn = () => (pathNow() === '/sign-in' ? go('/') : void visitPage());
  main.setAttribute('aria-busy', 'true');
  show(await viewAt(pathNow(), { token: visit.token, show, go, signedIn }));
}

async function viewAt(path, visit) {
  const [, workspaceId] = WORKSPACE.exec(path) ?? [];
  const page = workspaceId ? workspacePage : (PAGES[path] ?? notHere);
  try {
    return await page({ ...visit, workspaceId });
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === 'unauthenticated') return signInPage(visit);
    return { title: 'This page cannot be shown', content: [problemBox(problem), wayHome()] };
  }
}

function wayHome() {
  return el('p', {}, link('/', 'Your workspaces'));
}

function notHere() {
  return { title: 'There is no such page', content: [wayHome()] };
}

/** The focus moves to the heading, or to a problem, so that a page change is noticed. */
function showView({ title, content }) {
  const heading = el('h1', { tabindex: '-1' }, title);
  main.replaceChildren(heading, ...content.flat(2).filter(Boolean));
  main.removeAttribute('aria-busy');
  document.title = `${title} · Roster`;
  document.getElementById('nav').replaceChildren(...navigation());
  (main.querySelector('.problem') ?? heading).focus();
  scrollTo(0, 0);
}

function navigation() {
  if (!isSignedIn()) return [link('/sign-in', 'Sign in'), link('/sign-up', 'Sign up')];
  const end = async () => {
    await signOut();
    go('/sign-in');
  };
  return [link('/', 'Workspaces'), link('/settings', 'Settings'), actionButton('Sign out', end, { class: 'plain' })];
}

function go(path) {
  history.pushState(null, '', path);
  leave();
}

function leave() {
  announce('');
  void visitPage();
}

function pathNow() {
  return location.pathname.replace(/(.)\/+$/, '$1');
}

/** Links between pages load nothing anew, so that reads still know what the last command wrote. */
document.addEventListener('click', (event) => {
  const anchor = event.target.closest('a[href]');
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!anchor || !plain || event.defaultPrevented || anchor.origin !== location.origin || anchor.download) return;
  event.preventDefault();
  go(anchor.pathname);
});
// Also fires where somebody puts another link's fragment into the address of an open page.
addEventListener('popstate', leave);
void visitPage();
