import { List, Text } from '@mantine/core';
import { type Role, type Roles } from '../app/queries';
import { wordsFor } from './capability-words';
import { roleName } from './person';

/** Which role suits whom, and why: there where a role is chosen. */
export function RoleGuide({ roles: { guide } }: { readonly roles: Roles }) {
  return (
    <details>
      <Text component="summary" size="sm" w="fit-content" style={{ cursor: 'pointer' }}>
        Which role for whom?
      </Text>
      <List size="sm" mt="xs" spacing={4}>
        {guide.map(({ who, roles, reason }) => (
          <List.Item key={who}>
            <b>{who}:</b> {roles.map(roleName).join(' or ')}. {reason}
          </List.Item>
        ))}
      </List>
    </details>
  );
}

interface RoleChangeProps {
  readonly from: Role;
  readonly to: Role;
  readonly roles: Roles;
}

/** What a change of role gives and takes, and that it works at once. */
export function RoleChange({ from, to, roles: { roles } }: RoleChangeProps) {
  const of = (role: Role) => roles.find((one) => one.role === role)?.capabilities ?? [];
  const gained = of(to).filter((capability) => !of(from).includes(capability));
  const lost = of(from).filter((capability) => !of(to).includes(capability));
  return (
    <>
      <Text size="sm">It works at once, with the next click.</Text>
      <Capabilities title="Can then also:" capabilities={gained} />
      <Capabilities title="Can no longer:" capabilities={lost} />
    </>
  );
}

function Capabilities({ title, capabilities }: { readonly title: string; readonly capabilities: readonly string[] }) {
  if (capabilities.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {capabilities.map((capability) => (
          <List.Item key={capability}>{lowerFirst(wordsFor(capability))}</List.Item>
        ))}
      </List>
    </div>
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
