import { Text } from '@mantine/core';
import { type MemberPages } from './member-pages';
import classes from './users.module.css';
import { isNarrowed, type View } from './view';

interface FoundProps {
  readonly members: MemberPages;
  readonly view: View;
}

/** How many are shown, told anew after each search; and who among them has an incomplete profile (P-1). */
export function Found({ members: { total, known, loaded, outdated }, view }: FoundProps) {
  const incomplete = loaded.filter(({ state, profileComplete }) => state === 'joined' && !profileComplete).length;
  const among = loaded.length === total ? '' : ` among the ${loaded.length.toLocaleString()} around here`;
  const [word, fit] = total === 1 ? ['member', ' fits'] : ['members', ' fit'];
  const count = (total ?? known).toLocaleString();
  const found = `${total === undefined ? 'More than ' : ''}${count} ${word}${isNarrowed(view) ? fit : ''}`;
  return (
    <Text size="sm" c="dimmed" className={classes['found']} component="div">
      <span role="status">{outdated ? 'Looking…' : found}</span>
      {incomplete > 0 && (
        <span>
          {' · '}
          {incomplete === 1 ? '1 profile is' : `${incomplete.toLocaleString()} profiles are`} incomplete{among}: name,
          email and job title are needed.
        </span>
      )}
    </Text>
  );
}
