import { Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Caller, CallerOf, Documented, fieldErrors, id, InvalidRequest, Scopes, ValidBody } from '#libs/http';
import { authorize } from '../../domain/authority.js';
import { NotThere } from '../../domain/errors.js';
import { Gate } from '../../gate.js';
import { type Decision, evaluateAccess } from './evaluate-access.js';

const properties = z.record(z.string(), z.unknown()).optional();
const subject = z.strictObject({ type: z.literal('member'), id, properties });
const action = z.strictObject({ name: z.string().min(1).max(100), properties });
const resource = z.strictObject({ type: z.literal('workspace'), id, properties });
const context = z.record(z.string(), z.unknown()).optional();

const evaluation = z.strictObject({ subject, action, resource, context });
type Evaluation = z.infer<typeof evaluation>;

/** Parts that stand beside the list are the defaults of its items (AuthZEN 1.0, access evaluations). */
const evaluations = z.strictObject({
  subject: subject.optional(),
  action: action.optional(),
  resource: resource.optional(),
  context,
  options: z
    .strictObject({
      evaluations_semantic: z.enum(['execute_all', 'deny_on_first_deny', 'permit_on_first_permit']).optional(),
    })
    .optional(),
  evaluations: z
    .array(
      z.strictObject({
        subject: subject.optional(),
        action: action.optional(),
        resource: resource.optional(),
        context,
      }),
    )
    .min(1)
    .max(1000)
    .optional(),
});

const decision = z.object({
  decision: z.boolean(),
  context: z.object({ reason: z.string(), grantedBy: z.enum(['admin', 'owner']).optional() }),
});
const decisions = z.union([z.object({ evaluations: z.array(decision) }), decision]);

const NO: Decision = { decision: false, context: { reason: 'not_a_member' } };

/** R-10, in the shape of AuthZEN 1.0. Always from the workspace as it is now. */
@Controller('access/v1')
@Scopes('commands', 'members')
export class EvaluateAccessController {
  constructor(private readonly gate: Gate) {}

  @Post('evaluation')
  @Documented({ summary: 'May this member do this?', answer: decision })
  async one(@ValidBody(evaluation) body: Evaluation, @CallerOf() caller: Caller): Promise<Decision> {
    return this.decide(body, caller);
  }

  @Post('evaluations')
  @Documented({ summary: 'May these members do these?', answer: decisions })
  async many(
    @ValidBody(evaluations) { evaluations: list, options, context: shared, ...defaults }: z.infer<typeof evaluations>,
    @CallerOf() caller: Caller,
  ): Promise<Decision | { evaluations: Decision[] }> {
    const complete = (item: object) => completed({ context: shared, ...defaults, ...item });
    if (!list) return this.decide(complete({}), caller);
    const stopAt = STOPS[options?.evaluations_semantic ?? 'execute_all'];
    const answers: Decision[] = [];
    for (const item of list) {
      const answer = await this.decide(complete(item), caller);
      answers.push(answer);
      if (answer.decision === stopAt) break;
    }
    return { evaluations: answers };
  }

  /** Whoever asks about a workspace that is not theirs to know learns nothing: the answer is no (S-7). */
  private async decide({ subject: asked, action: { name }, resource: { id: workspaceId } }: Evaluation, caller: Caller) {
    try {
      const { state, actor, member } = await this.gate.enter(workspaceId, caller);
      if (member?.memberId !== asked.id) authorize(state, actor, 'users.manage');
      return evaluateAccess(state, asked.id, name);
    } catch (error) {
      if (error instanceof NotThere) return NO;
      throw error;
    }
  }
}

function completed(item: object): Evaluation {
  const parsed = evaluation.safeParse(item);
  if (!parsed.success) throw new InvalidRequest(fieldErrors(parsed.error));
  return parsed.data;
}

/** The decision at which a list is left early. */
const STOPS = { execute_all: undefined, deny_on_first_deny: false, permit_on_first_permit: true } as const;
