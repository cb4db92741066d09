import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const ROW_PX = 53;
/** On a phone a row has several lines. */
const TALL_ROW_PX = 88;
const BEYOND_SIGHT = 8;

interface RowsInSight {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly rows: readonly VirtualItem[];
  /** Pixels in the place of the rows above, and of those below. */
  readonly before: number;
  readonly after: number;
  readonly measure: (row: HTMLElement | null) => void;
}

/** Which of `count` rows are in sight, as the page is scrolled. */
export function useRowsInSight(count: number): RowsInSight {
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  const narrow = useMediaQuery('(max-width: 48em)');
  // What is above the table comes and goes with warnings, and then the height of the page changes.
  useLayoutEffect(() => {
    const look = () => {
      const body = table.current?.tBodies[0];
      if (body) setTop(Math.round(body.getBoundingClientRect().top + window.scrollY));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => (narrow ? TALL_ROW_PX : ROW_PX),
    overscan: BEYOND_SIGHT,
    scrollMargin: top,
    useFlushSync: false,
  });
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    table,
    rows,
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    measure: virtualizer.measureElement,
  };
}
