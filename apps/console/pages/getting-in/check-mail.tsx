import { Anchor, Button, List, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { Problem } from '../../kit/problem';
import { Way, Ways } from './link';

interface CheckMailProps {
  readonly to: string;
  readonly says: string;
  /** Sends it once more. */
  readonly onAgain: () => Promise<unknown>;
  /** Back to where the address was typed. */
  readonly onOther: () => void;
  readonly children?: ReactNode;
}

/** After an email was sent: what to do with it, and what to do where none comes. */
export function CheckMail({ to, says, onAgain, onOther, children }: CheckMailProps) {
  const again = useCommand({ send: onAgain, says: () => 'Another email is on its way.' });
  return (
    <Page title="Check your mail" lead={<bdi>{to}</bdi>}>
      <Text>{says}</Text>
      {children}
      <div>
        <Text component="h2" fw={600} size="sm" mb={4}>
          When nothing comes
        </Text>
        <List size="sm" spacing={4}>
          <List.Item>It may take a minute or two.</List.Item>
          <List.Item>Look into the folder for unwanted mail.</List.Item>
          <List.Item>Check that the address above is right.</List.Item>
        </List>
      </div>
      <Problem error={again.error} />
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
        Send another email
      </Button>
      <Ways>
        <Anchor component="button" type="button" onClick={onOther} inherit>
          Use another address
        </Anchor>
        <Way to="/sign-in" words="Sign in" />
      </Ways>
    </Page>
  );
}
