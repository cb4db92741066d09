import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { IN_PAGE } from './in-page';
import classes from './users.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** How many there are in the whole workspace; undefined while that is not known. */
  readonly count: number | undefined;
}

interface FilterMenuProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

const ANY = '';

/** One filter, with how many fit each of its values (T-3). */
export function FilterMenu<Value extends string>({ label, choices, value, onChange }: FilterMenuProps<Value>) {
  const chosen = choices.find((choice) => choice.value === value);
  const choose = (text: string) => onChange(choices.find((choice) => choice.value === text)?.value);
  return (
    <Menu position="bottom-start" width={240} portalProps={IN_PAGE}>
      <Menu.Target>
        <Button
          variant={chosen ? 'light' : 'default'}
          fw={500}
          px="xs"
          rightSection={<IconChevronDown aria-hidden size={14} />}
          maw={220}
        >
          {chosen ? <span>{label}: <bdi>{chosen.label}</bdi></span> : label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes['choices']}>
        <Menu.RadioGroup value={value ?? ANY} onChange={choose}>
          <Menu.RadioItem value={ANY} closeMenuOnClick>Any</Menu.RadioItem>
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <bdi>{choice.label}</bdi>
                <Text span size="xs" c="dimmed">
                  {choice.count?.toLocaleString()}
                </Text>
              </Group>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
