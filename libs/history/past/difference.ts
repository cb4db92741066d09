import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Role } from '#libs/workspaces';
import { People } from '../entries/people.js';
import { type MemberLife } from '../projections/member-lives.projection.js';
import { Past } from './past.js';

const role = z.enum(['admin', 'user']);
const place = z.object({ memberId: z.string(), name: z.string().nullable(), at: z.iso.datetime() });

/** What differs between two moments. Who came and went in between is in none of the lists. */
export const difference = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  joined: z.array(place.extend({ role, wasInvited: z.boolean() })),
  invited: z.array(place.extend({ role })),
  removed: z.array(place.extend({ role, state: z.enum(['invited', 'joined']) })),
  roleChanges: z.array(place.extend({ formerRole: role, role })),
  seatDelta: z.int(),
});
export type Difference = z.infer<typeof difference>;

interface Change {
  readonly memberId: string;
  /** When it became so, by the member's life. */
  readonly at: (life: MemberLife | undefined) => string | null | undefined;
}

const TOGETHER = 100;

/** What two moments of a workspace have not in common (H-3). */
@Injectable()
export class Differences {
  constructor(
    private readonly past: Past,
    private readonly people: People,
  ) {}

  /** @param from @param to ISO times, in order */
  async between(workspaceId: string, from: string, to: string): Promise<Difference> {
    const { workspace: before } = await this.past.at(workspaceId, from);
    const { workspace: after, at: end } = await this.past.at(workspaceId, to);
    const joined: (Change & { role: Role; wasInvited: boolean })[] = [];
    const invited: (Change & { role: Role })[] = [];
    const roleChanges: (Change & { formerRole: Role; role: Role })[] = [];
    for (const member of after.members.values()) {
      const was = before.members.get(member.memberId);
      if (was === member) continue;
      const { memberId, role: now } = member;
      if (member.state === 'joined' && was?.state !== 'joined') {
        joined.push({ memberId, role: now, wasInvited: was !== undefined, at: (life) => life?.joinedAt });
      }
      if (member.state === 'invited' && !was) invited.push({ memberId, role: now, at: (life) => life?.invited?.at });
      if (was && was.role !== now) {
        const at = (life?: MemberLife) => life?.roles.findLast((then) => then.at <= to)?.at;
        roleChanges.push({ memberId, formerRole: was.role, role: now, at });
      }
    }
    const gone = [...before.members.values()].filter(({ memberId }) => !after.members.has(memberId));
    const removed = gone.map(({ memberId, role: was, state }) => ({
      ...{ memberId, role: was, state },
      at: (life?: MemberLife) => life?.endedAt,
    }));
    return {
      from,
      to,
      joined: await this.dated(joined, end),
      invited: await this.dated(invited, end),
      removed: await this.dated(removed, end),
      roleChanges: await this.dated(roleChanges, end),
      seatDelta: after.members.size - before.members.size,
    };
  }

  /** With names and times, the oldest first. @param end of everybody whose workspace is gone as a whole */
  private async dated<One extends Change>(changes: readonly One[], end: string) {
    const lives = await this.people.lives(changes.map(({ memberId }) => memberId));
    const dated: (Omit<One, 'at'> & { memberId: string; name: string | null; at: string })[] = [];
    for (let from = 0; from < changes.length; from += TOGETHER) {
      const some = changes.slice(from, from + TOGETHER).map(async (change) => {
        const life = lives.get(change.memberId);
        return { ...change, name: await this.people.name(life), at: change.at(life) ?? end };
      });
      dated.push(...(await Promise.all(some)));
    }
    return dated.sort((one, other) => (one.at === other.at ? (one.memberId < other.memberId ? -1 : 1) : one.at < other.at ? -1 : 1));
  }
}
