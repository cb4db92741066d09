import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memberQuery, type WorkspaceSummary } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { nameOf, Person } from '../../kit/person';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { PassOn } from './pass-on';

/** who the owner is; the owner passes it on, and nobody else can. */
export function OwnerSection({ workspace: { workspaceId, ownerId } }: { readonly workspace: WorkspaceSummary }) {
  const { membership } = useWorkspace();
  const query = useQuery(memberQuery(workspaceId, ownerId));
  const mine = membership.memberId === ownerId;
  return (
    <Section
      id="owner"
      title="Owner"
      lead="Exactly one admin is the owner. Only the owner can remove the workspace and choose the next owner."
    >
      <Shown query={query}>
        {(owner) => (
          <>
            <Person {...owner} />
            {mine ? (
              <PassOn workspaceId={workspaceId} ownerId={ownerId} />
            ) : (
              <Text size="sm">
                Only <bdi>{nameOf(owner)}</bdi> can pass the ownership on.
              </Text>
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}
