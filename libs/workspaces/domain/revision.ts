import { StaleRevision } from './errors.js';
import { type Member } from './workspace.js';

/** @throws StaleRevision where the caller's picture of the member is not the present one (`If-Match`) */
export function checkRevision(member: Member, ifRevision: number | undefined): void {
  if (ifRevision !== undefined && ifRevision !== member.revision) throw new StaleRevision();
}
