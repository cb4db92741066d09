import { v7 as uuidv7 } from 'uuid';
import { type EventLog, type StoredEvent } from '#libs/event-sourcing';

const AT_ONCE = 500;

/** So many conversations as services would have recorded them: each a stream of its own. */
export async function openConversations(
  log: EventLog,
  { workspaceId, assigneeId }: { readonly workspaceId: string; readonly assigneeId: string },
  size: number,
): Promise<void> {
  const inboxId = uuidv7();
  const actor = { kind: 'service', id: 'bench' } as const;
  for (let done = 0; done < size; done += AT_ONCE) {
    const many = Array.from({ length: Math.min(AT_ONCE, size - done) }, async () => {
      const conversationId = uuidv7();
      const data = { workspaceId, conversationId, inboxId, subject: 'A question', status: 'active', assigneeId, creditedTo: null };
      const metadata = { v: 1, at: new Date().toISOString(), actor, correlationId: 'bench', causationId: 'bench' };
      const event: StoredEvent = { id: uuidv7(), type: 'ConversationOpened', data, metadata };
      await log.append(`conversation-${workspaceId}.${conversationId}`, -1, [event]);
    });
    await Promise.all(many);
  }
}
