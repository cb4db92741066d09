import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMember } from '../../app/member-context';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { nameOf } from '../../kit/person';
import { type Preview } from './removal-query';

export interface Successor {
  readonly memberId: string;
  readonly name: string;
}

interface SuccessorSelectProps {
  readonly candidates: Preview['candidates'];
  readonly value: Successor | undefined;
  readonly error: string | undefined;
  readonly onChange: (successor: Successor | undefined) => void;
}

const SHOWN = 50;
const TYPING_MS = 200;

/**
 * Who takes over. Nobody is chosen beforehand, as the article has it: whose work it becomes is a decision. In a
 * large workspace the preview names the first candidates alone; a search asks the table for the others.
 */
export function SuccessorSelect({ candidates, value, error, onChange }: SuccessorSelectProps) {
  const { self } = useMember();
  const [typed, type] = useState('');
  // What stands in the field once somebody is chosen is their name, and no search.
  const found = useFound(typed === value?.name ? '' : typed);
  const options = found ?? candidates.map(({ memberId, name }) => ({ memberId, name: name ?? 'Without a name', email: null }));
  const all = value && !options.some(({ memberId }) => memberId === value.memberId) ? [{ ...value, email: null }, ...options] : options;
  return (
    <Select
      label={self ? 'Who takes over (optional)' : 'Who takes over'}
      description={self ? 'The owner does, unless you choose somebody else.' : 'The member whose conversations, replies, notes and customers these become.'}
      placeholder={self ? 'The owner' : 'Choose a member'}
      searchable
      clearable={self}
      limit={SHOWN}
      nothingFoundMessage="Nobody of this name has joined."
      data={all.map(({ memberId, name }) => ({ value: memberId, label: name }))}
      {...(found && { filter: ({ options: given }) => given })}
      renderOption={({ option }) => <Option name={option.label} email={all.find(({ memberId }) => memberId === option.value)?.email} />}
      onSearchChange={type}
      value={value?.memberId ?? null}
      error={error}
      onChange={(memberId, option) => onChange(memberId === null ? undefined : { memberId, name: option?.label ?? '' })}
    />
  );
}

function Option({ name, email }: { readonly name: string; readonly email: string | null | undefined }) {
  return (
    <div>
      <Text size="sm" component="bdi" display="block">
        {name}
      </Text>
      {email !== null && email !== undefined && email !== name && (
        <Text size="xs" c="dimmed" component="bdi" display="block">
          {email}
        </Text>
      )}
    </div>
  );
}

/** Joined members by the table's search; undefined for who may not see the table. */
function useFound(typed: string) {
  const { workspaceId, can } = useWorkspace();
  const { member } = useMember();
  const [search] = useDebouncedValue(typed, TYPING_MS);
  const { data } = useQuery({
    queryKey: inWorkspace(workspaceId, 'successors', search),
    queryFn: ({ signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/members', {
        params: { path: { workspaceId }, query: { state: 'joined', search, limit: SHOWN } },
        signal,
      }),
    enabled: can('users.manage'),
    placeholderData: keepPreviousData,
  });
  return data?.items
    .filter(({ memberId }) => memberId !== member.memberId)
    .map((one) => ({ memberId: one.memberId, name: nameOf(one), email: one.email }));
}
