import { Text } from '@mantine/core';
import { type WorkspaceSummary } from '../../app/queries';
import { Section } from '../../kit/section';
import { AddDomain } from './add-domain';
import { DomainRow } from './domain-row';
import classes from './workspace.module.css';

/** D-8 */
export function DomainsSection({ workspace: { workspaceId, domains } }: { readonly workspace: WorkspaceSummary }) {
  return (
    <Section
      id="domains"
      title="Joining by domain"
      lead="Colleagues who sign up with an address of one of these domains, exactly as it is written here, can join without an invitation."
    >
      {domains.length === 0 ? (
        <Text size="sm">No domain belongs to this workspace: people come in by invitation alone.</Text>
      ) : (
        <ul className={classes['rows']} aria-label="Domains">
          {domains.map((domain) => (
            <DomainRow key={domain.domain} workspaceId={workspaceId} domain={domain} />
          ))}
        </ul>
      )}
      <AddDomain workspaceId={workspaceId} known={domains.map(({ domain }) => domain)} />
    </Section>
  );
}
