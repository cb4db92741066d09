import { type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type JsonValue } from '#libs/event-sourcing';
import { InvalidRequest } from '../problems/errors.js';
import { keyFor, ROSTER_SECRET } from '../keys/keys.js';
import { openJson, sealJson } from '../keys/sealed-json.js';

/**
 * Makes the cursors of lists and opens them again. A cursor holds the sort values of a page's last item, which may be a
 * name or an address, and travels in URLs, which proxies log: so it is sealed (AES-256-GCM), not only signed.
 */
@Injectable()
export class Cursors {
  private readonly key: KeyObject;

  constructor(@Inject(ROSTER_SECRET) secret: string) {
    this.key = keyFor('cursor', secret);
  }

  /** @param kind names the list, its order and its filter: a cursor opens only with the kind it was made for */
  encode(kind: string, values: readonly JsonValue[]): string {
    return sealJson(this.key, values, kind);
  }

  /** @throws InvalidRequest where we did not make it, or for another kind */
  decode(kind: string, text: string): readonly JsonValue[] {
    const values = openJson(this.key, text, kind);
    if (values === undefined) throw InvalidRequest.at('cursor', 'Not a cursor of this list');
    return values as readonly JsonValue[];
  }
}
