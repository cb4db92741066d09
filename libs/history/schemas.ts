export { inWorkspace, type InWorkspace } from '#libs/workspaces';

/** Whether a stretch of time does not end before it begins. */
export function isInOrder({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean {
  return from === undefined || to === undefined || from <= to;
}
