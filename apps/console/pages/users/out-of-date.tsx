import { Alert, Button } from '@mantine/core';
import { wordsOf } from '../../kit/problem';

interface OutOfDateProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** What is shown stays while it cannot be read anew, and says so. */
export function OutOfDate({ error, retry }: OutOfDateProps) {
  return (
    <Alert color="yellow" variant="light" role="status" title="This could not be refreshed and may be out of date.">
      {wordsOf(error).what}{' '}
      <Button size="compact-xs" variant="default" onClick={retry}>
        Try again
      </Button>
    </Alert>
  );
}
