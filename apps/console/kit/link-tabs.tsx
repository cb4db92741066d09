import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from './link-tabs.module.css';

export interface LinkTab {
  readonly label: string;
  /** A path of ours. */
  readonly to: string;
  /** A place on that page, without the `#`. */
  readonly hash?: string;
  readonly current: boolean;
}

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}

/** Parts of a page, each with an address of its own. On a narrow screen they scroll, and the current one is in sight. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const list = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.label;
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav aria-label={label} className={classes['tabs']} ref={list}>
      {tabs.map(({ label: name, to, hash, current: here }) => (
        <Link
          key={name}
          to={to}
          {...(hash === undefined ? {} : { hash })}
          className={classes['tab']}
          activeOptions={{ exact: true, includeHash: true }}
          activeProps={{}}
          aria-current={here ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
