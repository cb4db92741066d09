import { type PersonalData } from '#libs/event-sourcing';

/** Personal data in memory. What is sealed does not show what it is, and cannot be opened once the key is destroyed. */
export class MemoryPersonalData implements PersonalData {
  failing = false;
  private readonly keys = new Map<string, 'there' | 'destroyed'>();

  sealer(of: readonly string[]): Promise<(of: string, fields: object) => string> {
    if (this.failing) return Promise.reject(new Error('no keys today'));
    for (const person of of) if (!this.keys.has(person)) this.keys.set(person, 'there');
    return Promise.resolve((person, fields) => {
      if (!of.includes(person)) throw new Error('Sealing for a person that was not announced.');
      return Buffer.from(`${person}\n${JSON.stringify(fields)}`).toString('base64url');
    });
  }

  opener(of: readonly string[]): Promise<(of: string, sealed: string) => object | null> {
    if (this.failing) return Promise.reject(new Error('no keys today'));
    return Promise.resolve((person, sealed) => {
      if (!of.includes(person)) throw new Error('Opening for a person that was not announced.');
      if (this.keys.get(person) !== 'there') return null;
      const [sealedFor, fields = ''] = Buffer.from(sealed, 'base64url').toString().split('\n', 2);
      if (sealedFor !== person) throw new Error('Sealed for somebody else.');
      return JSON.parse(fields) as object;
    });
  }

  destroy(of: readonly string[]): Promise<void> {
    for (const person of of) this.keys.set(person, 'destroyed');
    return Promise.resolve();
  }
}
