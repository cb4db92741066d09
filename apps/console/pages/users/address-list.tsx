import { List, Pill, Text } from '@mantine/core';
import { type Entry } from './addresses';
import classes from './invite.module.css';

/** More than these nobody reads through. */
const SHOWN = 24;

const PROBLEMS = { not_an_address: 'Not an email address', twice: 'Twice: counts once' } as const;

/** What was made out in the box, as one types. */
export function AddressList({ entries }: { readonly entries: readonly Entry[] }) {
  const good = entries.filter(({ problem }) => problem === undefined);
  const wrong = entries.filter(({ problem }) => problem === 'not_an_address');
  const twice = entries.filter(({ problem }) => problem === 'twice');
  const bad = [...wrong, ...twice];
  return (
    <div>
      <Text size="sm" c="dimmed" role="status" {...(entries.length > 0 && { mt: 'xs' })}>
        {entries.length > 0 && summaryOf(good.length, wrong.length, twice.length)}
      </Text>
      {bad.length > 0 && (
        <List size="sm" mt={4} aria-label="To be mended" listStyleType="none" className={classes['bad']}>
          {bad.slice(0, SHOWN).map(({ text, problem }, index) => (
            <List.Item key={`${index} ${text}`}>
              <bdi className={classes['text']}>{text}</bdi>{' '}
              <Text span size="sm" c={problem === 'not_an_address' ? 'var(--mantine-color-error)' : 'dimmed'}>
                {problem && PROBLEMS[problem]}
              </Text>
            </List.Item>
          ))}
          <More count={bad.length} />
        </List>
      )}
      {good.length > 1 && (
        <ul className={classes['good']} aria-label="Will be invited">
          {good.slice(0, SHOWN).map(({ email }) => (
            <li key={email}>
              <Pill>
                <bdi>{email}</bdi>
              </Pill>
            </li>
          ))}
          <More count={good.length} />
        </ul>
      )}
    </div>
  );
}

function More({ count }: { readonly count: number }) {
  if (count <= SHOWN) return null;
  return (
    <Text component="li" size="sm" c="dimmed">
      and {(count - SHOWN).toLocaleString()} more
    </Text>
  );
}

function summaryOf(good: number, wrong: number, twice: number): string {
  const parts = [
    good === 1 ? '1 address' : `${good.toLocaleString()} addresses`,
    ...(wrong > 0 ? [`${wrong.toLocaleString()} to be mended`] : []),
    ...(twice > 0 ? [`${twice.toLocaleString()} twice`] : []),
  ];
  return parts.join(', ');
}
