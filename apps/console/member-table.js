import { read } from './api.js';
import { announce, el } from './dom.js';
import { actionButton, commandForm, field } from './forms.js';
import { memberRow } from './member-row.js';

const COLUMNS = ['User', 'Role', 'Joined', 'Last active', 'Status', 'Invitation'];

/**
 * The user table with its search and pages (T-1, T-3).
 * @param refresh reads again what stands above the table
 * @param reload shows the whole page anew: one's own role, or the owner, has changed
 */
export async function memberTable({ base, own, guide, refresh, reload }) {
  let search = '';
  let cursor = null;

  const heading = el('h2', { tabindex: '-1' }, 'Members');
  // A table whose rows become cards on narrow screens would lose its meaning: the roles keep it.
  const rows = el('tbody', { role: 'rowgroup' });
  const columns = COLUMNS.map((name) => el('th', { role: 'columnheader', scope: 'col' }, name));
  const head = el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, columns));
  const table = el('table', { role: 'table', 'aria-label': 'Members' }, head, rows);
  const none = el('p', { hidden: true }, 'Nobody fits.');
  const more = actionButton('Load more', () => add(), { hidden: true });

  const place = { base, own, guide, refresh, reload, removed: () => heading.focus() };

  async function page() {
    const query = new URLSearchParams({ limit: '50' });
    if (search) query.set('search', search);
    if (cursor) query.set('cursor', cursor);
    const { items, nextCursor } = await read(`${base}/members?${query}`);
    cursor = nextCursor;
    more.hidden = cursor === null;
    return items.map((member) => memberRow(member, place));
  }

  async function load() {
    cursor = null;
    rows.replaceChildren(...(await page()));
    none.hidden = rows.children.length > 0;
    table.hidden = !none.hidden;
  }

  /** The focus goes to the first new row where the button that had it is gone. */
  async function add() {
    const [first, ...others] = await page();
    if (first) rows.append(first, ...others);
    announce(`${rows.children.length} members are shown.`);
    if (more.hidden) (first ?? heading).focus();
  }

  const searchForm = commandForm({
    role: 'search',
    class: 'search',
    fields: [field({ name: 'search', label: 'Name or email address', type: 'search', maxlength: '200' })],
    action: 'Search',
    send: async (wanted) => {
      search = wanted.search.trim();
      await load();
      announce(`${rows.children.length}${cursor ? ' or more' : ''} found.`);
    },
  });
  await load();
  return { element: el('section', {}, heading, searchForm, none, table, more), load };
}
