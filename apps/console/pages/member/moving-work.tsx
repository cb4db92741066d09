import { Text, VisuallyHidden } from '@mantine/core';
import classes from './member.module.css';

interface Work {
  /** With how many of each status, before they move; in a receipt the number alone. */
  readonly conversations:
    | number
    | { readonly total: number; readonly byStatus: { readonly active: number; readonly pending: number; readonly closed: number } };
  readonly replies: number;
  readonly notes: number;
  readonly customers: number;
}

/** The figures of what moves with a member: the same before and after. */
export function MovingWork({ caption, work }: { readonly caption: string; readonly work: Work }) {
  const { conversations, replies, notes, customers } = work;
  const [total, statuses] =
    typeof conversations === 'number' ? [conversations, undefined] : [conversations.total, conversations.byStatus];
  const rows = [
    ['Replies', replies],
    ['Notes', notes],
    ['Customer accounts', customers],
  ] as const;
  return (
    <div>
      <Text size="sm" fw={600} aria-hidden>
        {caption}
      </Text>
      <table className={classes['figures']}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <tbody>
          <tr>
            <th scope="row">
              Conversations
              {statuses && (
                <small>
                  {statuses.active} active, {statuses.pending} pending, {statuses.closed} closed
                </small>
              )}
            </th>
            <td>{COUNT.format(total)}</td>
          </tr>
          {rows.map(([what, count]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{COUNT.format(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COUNT = new Intl.NumberFormat();
