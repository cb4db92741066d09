import { z } from 'zod';
import { id } from '#libs/http';

export const inWorkspace = z.object({ workspaceId: id });
export type InWorkspace = z.infer<typeof inWorkspace>;

/** Whether a stretch of time does not end before it begins. */
export function isInOrder({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean {
  return from === undefined || to === undefined || from <= to;
}
