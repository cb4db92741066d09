import { Controller, Get, Inject, Post, Put, Res } from '@nestjs/common';
import { z } from 'zod';
import { CommandScope, type DomainEvent, LogUnavailable, RosterError } from '#libs/event-sourcing';
import {
  booleanFlag,
  type Caller,
  CallerOf,
  Command,
  Cursors,
  cursor,
  Documented,
  emailAddress,
  etagOf,
  type HttpReply,
  id,
  IfMatch,
  IsCommand,
  isoTime,
  IsQuery,
  limit,
  pageOf,
  password,
  personName,
  PersonsOnly,
  Public,
  Scopes,
  ServicesOnly,
  sessionCookie,
  ValidBody,
  ValidParams,
  ValidQuery,
} from '../index.js';

/** What the sample's commands do: noted, so that a test can count. */
export class Log {
  readonly events: DomainEvent[] = [];
  /** What each command waits for before it is carried out. */
  gate: () => Promise<void> = () => Promise.resolve();

  async write(stream: string, event: DomainEvent, scope: CommandScope): Promise<void> {
    await this.gate();
    if (scope.dryRun) {
      scope.plans(stream, [event]);
    } else {
      this.events.push(event);
      scope.reached(this.events.length - 1);
    }
  }
}

export class LastAdmin extends RosterError {
  readonly code = 'last_admin';
  readonly kind = 'conflict';
  constructor() {
    super('A workspace needs an admin.', {
      remedy: 'Promote somebody else first.',
      extensions: { admins: 1, status: 200 },
    });
  }
}

const Member = z
  .object({ memberId: id, name: z.string(), role: z.enum(['admin', 'user']), joinedAt: isoTime.nullable() })
  .meta({ id: 'Member' });
const OneWorkspace = z.strictObject({ workspaceId: id });
const OneMember = z.strictObject({ workspaceId: id, memberId: id });
const ChangeRole = z.strictObject({ role: z.enum(['admin', 'user']), newOwnerId: id.optional() });
const AddMember = z.strictObject({ name: personName, role: z.enum(['admin', 'user']).default('user') });
const MemberList = z.strictObject({ limit, cursor: cursor.optional(), search: z.string().max(100).optional() });
const Sweep = z.strictObject({ deep: booleanFlag.optional() });
const SignIn = z.strictObject({ email: emailAddress, password });

const ANN = { memberId: '0190a0f0-0000-7000-8000-00000000000a', name: 'Ann', role: 'admin', joinedAt: null } as const;

@Controller('v1/workspaces/:workspaceId/members')
export class MembersController {
  constructor(
    private readonly log: Log,
    private readonly cursors: Cursors,
  ) {}

  @Put(':memberId/role')
  @IsCommand({ summary: "Change a member's role", answer: Member, errors: { 409: ['last_admin', 'choose_new_owner'] } })
  async changeRole(
    @ValidParams(OneMember) { workspaceId, memberId }: z.infer<typeof OneMember>,
    @ValidBody(ChangeRole) { role }: z.infer<typeof ChangeRole>,
    @IfMatch() revision: string | undefined,
    @Command() command: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof Member>> {
    if (role === 'user' && memberId === ANN.memberId) throw new LastAdmin();
    await this.log.write(`workspace-${workspaceId}`, { type: 'RoleChanged', data: { memberId, role } }, command);
    reply.header('etag', etagOf(Number(revision ?? 0) + 1));
    return { ...ANN, memberId, role };
  }

  @Post()
  @IsCommand({ summary: 'Add a member', answer: Member, status: 201 })
  async add(
    @ValidParams(OneWorkspace) { workspaceId }: z.infer<typeof OneWorkspace>,
    @ValidBody(AddMember) { name, role }: z.infer<typeof AddMember>,
    @Command() command: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof Member>> {
    await this.log.write(`workspace-${workspaceId}`, { type: 'UserJoined', data: { role } }, command);
    reply.header('location', '/v1/somewhere');
    return { ...ANN, name, role };
  }

  @Post('sweeping')
  @IsCommand({ summary: 'Take no body and give none' })
  async sweep(
    @ValidParams(OneWorkspace) { workspaceId }: z.infer<typeof OneWorkspace>,
    @ValidQuery(Sweep) { deep }: z.infer<typeof Sweep>,
    @Command() command: CommandScope,
  ): Promise<void> {
    await this.log.write(`workspace-${workspaceId}`, { type: 'Swept', data: { deep } }, command);
  }

  @Get()
  @IsQuery({ summary: 'List the members', answer: pageOf(Member), mediaTypes: ['text/csv'] })
  list(
    @ValidParams(OneWorkspace) { workspaceId }: z.infer<typeof OneWorkspace>,
    @ValidQuery(MemberList) query: z.infer<typeof MemberList>,
  ): z.infer<ReturnType<typeof pageOf<typeof Member>>> {
    const kind = `members of ${workspaceId}`;
    const after = query.cursor === undefined ? [] : this.cursors.decode(kind, query.cursor);
    const next = after.length === 0 ? this.cursors.encode(kind, [ANN.name, query.limit]) : null;
    return { items: [ANN], nextCursor: next };
  }
}

@Controller('v1')
export class OtherController {
  constructor(@Inject(Log) private readonly log: Log) {}

  @Post('sessions')
  @Public()
  @IsCommand({ summary: 'Sign in', answer: z.object({ token: z.string() }), errors: { 401: ['invalid_credentials'] } })
  async signIn(
    @ValidBody(SignIn) body: z.infer<typeof SignIn>,
    @Command() command: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<{ token: string }> {
    await this.log.write('account-1', { type: 'SignedIn', data: {} }, command);
    const token = `token-${this.log.events.length}-${body.password.length}`;
    reply.header('set-cookie', sessionCookie(token, { secure: true, maxAgeSeconds: 60 }));
    return { token };
  }

  @Get('me')
  @PersonsOnly()
  @IsQuery({ summary: 'Who am I', answer: z.object({ accountId: id }) })
  me(@CallerOf() caller: Caller): object {
    return caller.kind === 'person' ? { accountId: caller.accountId } : {};
  }

  @Get('whoever')
  @Public()
  @Documented({ summary: 'Who is asking', answer: z.object({ kind: z.string() }) })
  whoever(@CallerOf() caller: Caller): object {
    return caller.kind === 'service' ? { ...caller, scopes: [...caller.scopes] } : caller;
  }

  @Get('workspaces')
  @ServicesOnly()
  @IsQuery({ summary: 'All workspaces' })
  workspaces(): void {
    return undefined;
  }

  @Get('history')
  @Scopes('history')
  @IsQuery({ summary: 'History' })
  history(): void {
    return undefined;
  }

  @Post('preview')
  @Public()
  @IsQuery({ summary: 'Look without changing', answer: SignIn })
  preview(@ValidBody(SignIn) body: z.infer<typeof SignIn>): z.infer<typeof SignIn> {
    return body;
  }

  @Get('failure')
  @Public()
  @Documented({ summary: 'Fails' })
  fail(): void {
    throw new TypeError('inner detail with bo@acme.example');
  }

  @Get('reason')
  @Public()
  @Documented({ summary: 'Never' })
  never(): void {
    throw new LastAdmin();
  }

  @Get('half-done')
  @Public()
  @Documented({ summary: 'Fails on its way' })
  halfDone(@Res({ passthrough: true }) reply: HttpReply): void {
    reply.headers({ etag: '"1"', location: '/x', 'set-cookie': 'roster_session=x' });
    throw new LogUnavailable(undefined, new Error('EIO'));
  }
}
