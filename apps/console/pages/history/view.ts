import { isKind, type Kind } from './kinds';

/** The filters as the address has them: days in local time, everything as it was typed. */
export interface Filters {
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  readonly type?: string | undefined;
  /** Days as `2026-11-22`, both included, or ISO times. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order?: string | undefined;
}

/** The same as the service takes them. */
export interface View {
  readonly subject?: string;
  readonly actor?: string;
  readonly type?: Kind;
  readonly from?: string;
  readonly to?: string;
  readonly order: 'asc' | 'desc';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function viewOf({ subject, actor, type, from, to, order }: Filters): View {
  return {
    ...(subject !== undefined && { subject }),
    ...(actor !== undefined && { actor }),
    ...(type !== undefined && isKind(type) && { type }),
    ...(from !== undefined && { from: moment(from, 'T00:00:00.000') }),
    ...(to !== undefined && { to: moment(to, 'T23:59:59.999') }),
    order: order === 'asc' ? 'asc' : 'desc',
  };
}

/** Of a day in local time, the moment in UTC. What is neither day nor time is left for the service to refuse. */
function moment(text: string, time: string): string {
  if (!DAY.test(text)) return text;
  const date = new Date(text + time);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

export function isFiltered({ subject, actor, type, from, to }: Filters): boolean {
  return [subject, actor, type, from, to].some((filter) => filter !== undefined);
}
