import { type Opened } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { cloudEvent, workspaceOf } from './cloud-event.js';

/** An event of the feed. Its text is made once, however many read it. */
export class FeedEntry {
  readonly type: string;
  readonly workspaceId: string | undefined;
  private whole: string | undefined;
  private bare: string | undefined;

  constructor(readonly event: Opened) {
    this.type = event.type;
    this.workspaceId = workspaceOf(event.stream);
  }

  /** As JSON. @param personal whether with what is personal */
  json(personal: boolean): string {
    if (personal && this.event.personal) return (this.whole ??= JSON.stringify(cloudEvent(this.event, true)));
    return (this.bare ??= JSON.stringify(cloudEvent(this.event, false)));
  }

  /** As an event of an event stream; its id is where to go on from. */
  frame(personal: boolean): string {
    return `id: ${encodePosition(this.event.position)}\ndata: ${this.json(personal)}\n\n`;
  }
}
