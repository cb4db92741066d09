import { Anchor, type MantineSize } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { type Search } from '../app/search';

interface AddressLinkProps {
  readonly to: string;
  /** Filters of the page it leads to. */
  readonly search: Search;
  /** Left out: within a sentence or a figure, as its surroundings and underlined. */
  readonly size?: MantineSize;
  readonly children: ReactNode;
}

/** A link to a page with some of its filters set. */
export function AddressLink({ to, search, size, children }: AddressLinkProps) {
  const looks = size === undefined ? ({ inherit: true, c: 'inherit', underline: 'always' } as const) : { size };
  return (
    <Anchor {...looks} renderRoot={(props) => <Link {...props} to={to} search={search} />}>
      {children}
    </Anchor>
  );
}
