import { Inject, Injectable } from '@nestjs/common';
import { PUBLIC_URL } from '#libs/http';
import { LinkTokens } from '#libs/vault';

/** What an invitation's link says. It is signed, so it can be believed; whether it still works the workspace says. */
export interface InvitationLink {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly linkNo: number;
  /** ISO time */
  readonly expiresAt: string;
}

const PURPOSE = 'invitation';

/** Links of invitations. Nothing of them is stored: the mail process makes them from events, the stream judges them. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly tokens: LinkTokens,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  url({ workspaceId, memberId, linkNo, expiresAt }: InvitationLink): string {
    const token = this.tokens.issue(PURPOSE, `${workspaceId}_${memberId}_${linkNo}`, expiresAt);
    return `${this.publicUrl}/invitation#token=${token}`;
  }

  /** Null for a token that is forged or malformed. */
  read(token: string): InvitationLink | null {
    const read = this.tokens.read(PURPOSE, token);
    if (!read) return null;
    const [workspaceId = '', memberId = '', linkNo = ''] = read.id.split('_');
    return { workspaceId, memberId, linkNo: Number(linkNo), expiresAt: read.expiresAt };
  }
}
