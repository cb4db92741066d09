import { Radio, Stack } from '@mantine/core';
import { type Role, type Roles } from '../../app/queries';
import { roleName } from '../../kit/person';
import { RoleGuide } from '../../kit/role-guide';

interface RoleFieldProps {
  readonly role: Role;
  readonly roles: Roles | undefined;
  readonly onChange: (role: Role) => void;
}

const ORDER: readonly Role[] = ['user', 'admin'];

/** The role for all of them, with what it may do and whom it suits. */
export function RoleField({ role, roles, onChange }: RoleFieldProps) {
  return (
    <Stack gap="xs">
      <Radio.Group label="Role" value={role} onChange={(value) => onChange(value)}>
        <Stack gap="xs" mt="xs">
          {ORDER.map((one) => (
            <Radio
              key={one}
              value={one}
              label={roleName(one)}
              description={roles?.roles.find((known) => known.role === one)?.summary}
            />
          ))}
        </Stack>
      </Radio.Group>
      {roles && <RoleGuide roles={roles} />}
    </Stack>
  );
}
