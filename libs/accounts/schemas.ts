import { z } from 'zod';
import { id } from '#libs/http';

/** Shapes that several calls share. */

export const message = z.object({ message: z.string() });

export const profile = z.object({
  name: z.string(),
  email: z.string(),
  jobTitle: z.string().nullable(),
  phone: z.string().nullable(),
  profileComplete: z.boolean(),
});

const role = z.enum(['admin', 'user']);

export const membership = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  memberId: z.string(),
  role,
  owner: z.boolean(),
});

export const myAccount = z.object({
  accountId: z.string(),
  email: z.string(),
  openedAt: z.iso.datetime(),
  profile,
  memberships: z.array(membership.extend({ capabilities: z.array(z.string()).readonly() })).readonly(),
  pendingInvitations: z.array(membership.omit({ owner: true }).extend({ expiresAt: z.iso.datetime() })).readonly(),
});
export type MyAccount = z.infer<typeof myAccount>;

export const session = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  userAgent: z.string().optional(),
});

export type MySession = z.infer<typeof session>;

export const ofSession = z.object({ sessionId: id });
