import { Alert, Skeleton, Stack } from '@mantine/core';
import { type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { Failed, isRefusal } from './problem';

interface ShownProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** In its place while it loads for the first time; a few grey lines unless told. */
  readonly loading?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * What a query answers, with all that may come instead: not there yet, refused, failed. Who may no longer see a thing sees
 * it no longer, even where it was shown a moment before; what merely cannot be refreshed stays, and says so.
 */
export function Shown<Data>({ query, loading, children }: ShownProps<Data>) {
  const { data, error } = query;
  const retry = () => void query.refetch();
  if (error && (data === undefined || isRefusal(error))) return <Failed error={error} retry={retry} />;
  if (data === undefined) return loading ?? <Loading />;
  return (
    <>
      {error && (
        <Alert color="yellow" variant="light" mb="md" role="status">
          This could not be refreshed and may be out of date.
        </Alert>
      )}
      {children(data)}
    </>
  );
}

export function Loading({ lines = 3 }: { readonly lines?: number }) {
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={24} radius="sm" width={line === lines - 1 ? '60%' : '100%'} />
      ))}
    </Stack>
  );
}
