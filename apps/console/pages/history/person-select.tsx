import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useNames } from '../../kit/member-names';
import { nameOf } from '../../kit/person';

interface PersonSelectProps {
  readonly label: string;
  /** A member's id, or the name of a service. */
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

const MOST = 20;
const PAUSE_MS = 200;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Somebody of this workspace, found by the service: it may have a hundred thousand members. */
export function PersonSelect({ label, value, onChange }: PersonSelectProps) {
  const { workspaceId } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const [search] = useDebouncedValue(typed, PAUSE_MS);
  const chosenId = value !== undefined && ID.test(value) ? [value] : [];
  const chosen = useNames(workspaceId, chosenId).get(value ?? '');
  const chosenLabel = chosen ? nameOf(chosen) : chosenId.length > 0 ? '…' : (value ?? '');
  // The name of who is chosen already is no search.
  const wanted = search === chosenLabel ? '' : search;
  const { data = [] } = useQuery({
    queryKey: inWorkspace(workspaceId, 'members', 'found', wanted),
    queryFn: async ({ signal }) => {
      const query = { limit: MOST, ...(wanted.trim() !== '' && { search: wanted }) };
      const params = { path: { workspaceId }, query };
      return (await roster.get('/v1/workspaces/{workspaceId}/members', { params, signal })).items;
    },
    enabled: opened,
    placeholderData: keepPreviousData,
  });
  const found = data.filter(({ memberId }) => memberId !== value).map((one) => ({ value: one.memberId, label: nameOf(one) }));
  return (
    <Select
      label={label}
      placeholder="Anybody"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      data={value === undefined ? found : [{ value, label: chosenLabel }, ...found]}
      // The service has searched.
      filter={({ options }) => options}
      nothingFoundMessage="Nobody by that name"
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
    />
  );
}
