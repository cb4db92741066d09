import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, joined } from '../../../../test/support/workspace-history.js';
import { CapabilityRequired, DomainRefused, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { changeDomainJoining, claimDomain, type ClaimDomain, releaseDomain } from './domains.js';

type Who = Actor | string;
/** Founded with `acme.test`. */
const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const claiming = (wanted: Partial<ClaimDomain> = {}, actor: Who = 'ann') => {
  const command = { domain: 'acme.example', autoJoin: true, ownDomain: 'acme.example', ...wanted };
  return (workspace: Workspace) => claimDomain(workspace, command, asking(actor));
};
const turning = (autoJoin: boolean, domain = 'acme.test', actor: Who = 'ann') => {
  return (workspace: Workspace) => changeDomainJoining(workspace, { domain, autoJoin }, asking(actor));
};
const releasing = (domain = 'acme.test', actor: Who = 'ann') => {
  return (workspace: Workspace) => releaseDomain(workspace, { domain }, asking(actor));
};
const claimed = (autoJoin = true) => ({ type: 'DomainClaimed', data: { domain: 'acme.example', autoJoin } }) as const;
const turned = (autoJoin: boolean) =>
  ({ type: 'DomainJoiningChanged', data: { domain: 'acme.test', autoJoin } }) as const satisfies WorkspaceEvent;
const released = { type: 'DomainReleased', data: { domain: 'acme.test' } } as const;

describe('adding a domain', () => {
  it('[D-8] is for an admin whose own verified address belongs to it', () => {
    acme().when(claiming()).then([claimed()]);
    acme(joined('bo', 'admin')).when(claiming({}, 'bo')).then([claimed()]);
    acme().when(claiming({ autoJoin: false })).then([claimed(false)]);
  });

  it.each(['other.test', 'sub.acme.example', 'example', null])(
    '[D-6] [D-8] is refused where the own address is of %j: only the exact domain counts',
    (ownDomain) => {
      acme().when(claiming({ ownDomain })).thenRejects(DomainRefused);
      expect(() => acme().when(claiming({ ownDomain })).events).toThrow(
        expect.objectContaining({ code: 'domain_not_yours', kind: 'forbidden' }),
      );
    },
  );

  it('[D-8] changes nothing where the workspace has it, joining turned off since included', () => {
    acme(claimed()).when(claiming()).thenNothing();
    acme(turned(false)).when(claiming({ domain: 'acme.test', ownDomain: 'acme.test' })).thenNothing();
  });

  it('[D-8] is possible again after it was let go', () => {
    acme(released).when(claiming({ domain: 'acme.test', ownDomain: 'acme.test' })).then([
      { type: 'DomainClaimed', data: { domain: 'acme.test', autoJoin: true } },
    ]);
  });
});

describe('joining by a domain', () => {
  it('[D-8] is turned off and on', () => {
    acme().when(turning(false)).then([turned(false)]);
    acme(turned(false)).when(turning(true)).then([turned(true)]);
  });

  it('[D-8] writes nothing where it is so already', () => {
    acme().when(turning(true)).thenNothing();
    acme(turned(false)).when(turning(false)).thenNothing();
  });

  it('[D-8] is not there for a domain that the workspace does not have', () => {
    acme().when(turning(false, 'other.test')).thenRejects(NotThere);
    acme(released).when(turning(false)).thenRejects(NotThere);
  });
});

describe('letting go of a domain', () => {
  it('[D-8] happens once', () => {
    acme().when(releasing()).then([released]);
    acme(released).when(releasing()).thenRejects(NotThere);
    acme().when(releasing('other.test')).thenRejects(NotThere);
  });
});

describe('the domains of a workspace', () => {
  it('[R-1] are for members with organization.manage', () => {
    for (const decide of [claiming({}, 'bo'), turning(false, 'acme.test', 'bo'), releasing('acme.test', 'bo')]) {
      acme(joined('bo')).when(decide).thenRejects(CapabilityRequired);
    }
  });

  it('[S-7] are not there for strangers', () => {
    for (const decide of [claiming({}, 'eve'), turning(false, 'acme.test', 'eve'), releasing('acme.test', 'eve')]) {
      acme().when(decide).thenRejects(NotThere);
      given(workspaceDecider).when(decide).thenRejects(NotThere);
    }
  });
});
