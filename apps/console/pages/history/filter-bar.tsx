import { Button, NativeSelect, TextInput } from '@mantine/core';
import classes from './history.module.css';
import { KINDS } from './kinds';
import { PersonSelect } from './person-select';
import { type Filters, isFiltered } from './view';

interface FilterBarProps {
  readonly filters: Filters;
  readonly apply: (filters: Filters) => void;
}

/** H-2: by person, actor, kind and time, in either order. All of it stands in the address. */
export function FilterBar({ filters, apply }: FilterBarProps) {
  const { order, subject, actor, type, from, to } = filters;
  const change = (name: keyof Filters, value: string | undefined) =>
    apply({ ...filters, [name]: value === '' ? undefined : value });
  return (
    <section aria-label="Filters" className={classes['filters']}>
      <PersonSelect label="About" value={subject} onChange={(id) => change('subject', id)} />
      <PersonSelect label="Done by" value={actor} onChange={(id) => change('actor', id)} />
      <NativeSelect
        label="What"
        data={[{ value: '', label: 'Everything' }, ...KINDS]}
        value={type ?? ''}
        onChange={({ currentTarget }) => change('type', currentTarget.value)}
      />
      <TextInput
        type="date"
        label="From"
        value={day(from)}
        onChange={({ currentTarget }) => change('from', currentTarget.value)}
      />
      <TextInput type="date" label="To" value={day(to)} onChange={({ currentTarget }) => change('to', currentTarget.value)} />
      <NativeSelect
        label="Order"
        data={[
          { value: 'desc', label: 'Newest first' },
          { value: 'asc', label: 'Oldest first' },
        ]}
        value={order === 'asc' ? 'asc' : 'desc'}
        onChange={({ currentTarget }) => change('order', currentTarget.value === 'asc' ? 'asc' : undefined)}
      />
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => apply({ order })}>
          Clear filters
        </Button>
      )}
    </section>
  );
}

/** As an input for days takes it. */
function day(text: string | undefined): string {
  return text?.slice(0, 'yyyy-mm-dd'.length) ?? '';
}
