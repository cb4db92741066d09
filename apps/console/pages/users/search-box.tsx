import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './users.module.css';

const PAUSE_MS = 200;

interface SearchBoxProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Looks as one types, without a step back in the browser's history for each letter. */
export function SearchBox({ search, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [seen, setSeen] = useState(search);
  // Another search in the address than the one asked for here comes from a link or from going back: it is shown.
  if (search !== seen) {
    setSeen(search);
    if (search !== asked) {
      setAsked(search);
      setText(search);
    }
  }
  const ask = (wanted: string) => {
    setAsked(wanted);
    onSearch(wanted);
  };
  const askSoon = useDebouncedCallback(ask, PAUSE_MS);
  const type = (wanted: string) => {
    setText(wanted);
    askSoon(wanted.trim());
  };
  return (
    <TextInput
      className={classes['search']}
      label="Search"
      placeholder="Name or email address"
      type="search"
      maxLength={200}
      autoComplete="off"
      leftSection={<IconSearch aria-hidden size={16} />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear search" onClick={() => type('')} />}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Enter' && askSoon.flush()}
    />
  );
}
