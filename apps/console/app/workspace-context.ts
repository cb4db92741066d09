import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { type Membership } from './queries';

export interface WorkspaceContext {
  readonly workspaceId: string;
  /** Of the person who is signed in. */
  readonly membership: Membership;
  /** Whether they may do what a capability stands for. The service decides in the end. */
  readonly can: (capability: string) => boolean;
}

export const CurrentWorkspace = createContext<WorkspaceContext | null>(null);

/** The workspace whose pages these are. */
export function useWorkspace(): WorkspaceContext {
  const workspace = useContext(CurrentWorkspace);
  if (workspace === null) throw new Error('Not on a page of a workspace.');
  return workspace;
}

/** As the address has it; undefined on the pages of no workspace. */
export function useWorkspaceId(): string | undefined {
  const params: unknown = useParams({ strict: false });
  return (params as { readonly workspaceId?: string }).workspaceId;
}
