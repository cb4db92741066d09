import { type ReactNode } from 'react';
import classes from './billing.module.css';

interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  /** The exact figure, where the one that is shown is rounded. */
  readonly exact?: string;
}

export function Figures({ label, figures }: { readonly label: string; readonly figures: readonly Figure[] }) {
  return (
    <dl className={classes['figures']} aria-label={label}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd title={figure.exact}>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
