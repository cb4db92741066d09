import { Module } from '@nestjs/common';
import { type Projection } from '#libs/event-sourcing';
import { WorkspacesModule } from '#libs/workspaces';
import { conversations } from './projections/conversations.projection.js';
import { customers } from './projections/customers.projection.js';
import { memberReports } from './projections/member-reports.projection.js';
import { memberWork } from './projections/member-work.projection.js';
import { replies } from './projections/replies.projection.js';
import { workflows } from './projections/workflows.projection.js';
import { ConversationViews } from './queries/conversation-views.js';
import { ConversationsController } from './queries/conversations.controller.js';
import { CustomersController } from './queries/customers.controller.js';
import { MemberReportsController } from './queries/member-reports.controller.js';
import { Pages } from './queries/pages.js';
import { People } from './queries/people.js';
import { WorkflowsController } from './queries/workflows.controller.js';
import { AddReplyController } from './use-cases/add-reply/add-reply.controller.js';
import { AddReplyHandler } from './use-cases/add-reply/add-reply.handler.js';
import { AddTagController } from './use-cases/add-tag/add-tag.controller.js';
import { AddTagHandler } from './use-cases/add-tag/add-tag.handler.js';
import { AssignConversationController } from './use-cases/assign-conversation/assign-conversation.controller.js';
import { AssignConversationHandler } from './use-cases/assign-conversation/assign-conversation.handler.js';
import { AssignCustomerController } from './use-cases/assign-customer/assign-customer.controller.js';
import { AssignCustomerHandler } from './use-cases/assign-customer/assign-customer.handler.js';
import { ChangeStatusController } from './use-cases/change-status/change-status.controller.js';
import { ChangeStatusHandler } from './use-cases/change-status/change-status.handler.js';
import { RecordConversationController } from './use-cases/record-conversation/record-conversation.controller.js';
import { RecordConversationHandler } from './use-cases/record-conversation/record-conversation.handler.js';
import { RecordWorkflowController } from './use-cases/record-workflow/record-workflow.controller.js';
import { RecordWorkflowHandler } from './use-cases/record-workflow/record-workflow.handler.js';
import { Work } from './work.js';

/** The read models of this context. */
export const CONVERSATION_PROJECTIONS = [
  conversations,
  replies,
  workflows,
  customers,
  memberWork,
  memberReports,
] as unknown as readonly Projection[];

@Module({
  imports: [WorkspacesModule],
  controllers: [
    AddReplyController,
    AddTagController,
    AssignConversationController,
    AssignCustomerController,
    ChangeStatusController,
    ConversationsController,
    CustomersController,
    MemberReportsController,
    RecordConversationController,
    RecordWorkflowController,
    WorkflowsController,
  ],
  providers: [
    ConversationViews,
    Pages,
    People,
    Work,
    AddReplyHandler,
    AddTagHandler,
    AssignConversationHandler,
    AssignCustomerHandler,
    ChangeStatusHandler,
    RecordConversationHandler,
    RecordWorkflowHandler,
  ],
})
export class ConversationsModule {}
