/** An event that this version of the service does not know: a newer one wrote it. */
export class UnknownEvent extends Error {
  constructor(event: { readonly type?: string }) {
    super(`An event of the unknown type ${String(event.type)}.`);
    this.name = 'UnknownEvent';
  }
}
