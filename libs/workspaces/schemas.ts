import { z } from 'zod';
import { emailAddress, id } from '#libs/http';
import { ROLES } from './domain/capabilities.js';

/** Parts of requests and answers that several routes of a workspace share. */

export const inWorkspace = z.object({ workspaceId: id });
export type InWorkspace = z.infer<typeof inWorkspace>;

export const ofMember = z.object({ workspaceId: id, memberId: id });
export type OfMember = z.infer<typeof ofMember>;

export const role = z.enum(ROLES);
export const inboxIds = z.array(id).max(200);

export const invitation = z.strictObject({
  email: emailAddress,
  role: role.default('user'),
  inboxIds: inboxIds.default([]),
});
export type InvitationBody = z.infer<typeof invitation>;

const time = z.iso.datetime();

export const memberItem = z.object({
  memberId: z.string(),
  accountId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  avatarUrl: z.string(),
  role,
  owner: z.boolean(),
  state: z.enum(['invited', 'joined']),
  activity: z.enum(['active', 'inactive', 'never']),
  invitedAt: time.nullable(),
  joinedAt: time.nullable(),
  lastActiveAt: time.nullable(),
  invitation: z.object({ expiresAt: time, expired: z.boolean() }).optional(),
  inboxIds: z.array(z.string()),
  profileComplete: z.boolean(),
  revision: z.string(),
});
export type MemberItem = z.infer<typeof memberItem>;

/** A removed member is no row of the table any more, but can still be asked for. */
export const memberDetails = memberItem.extend({
  state: z.enum(['invited', 'joined', 'removed']),
  jobTitle: z.string().nullable(),
  phone: z.string().nullable(),
  removedAt: time.optional(),
  successorId: z.string().optional(),
});
export type MemberDetails = z.infer<typeof memberDetails>;

export const counts = z.object({
  members: z.int(),
  invited: z.int(),
  joined: z.int(),
  admins: z.int(),
  byActivity: z.object({ active: z.int(), inactive: z.int(), never: z.int() }),
});

export const tableCounts = counts.extend({
  byRole: z.object({ admin: z.int(), user: z.int() }),
  byState: z.object({ invited: z.int(), joined: z.int() }),
  byInbox: z.record(z.string(), z.int()),
});
