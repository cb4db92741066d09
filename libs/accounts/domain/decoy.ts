import { v5 as uuidv5 } from 'uuid';

const DECOYS = '7b1d4b44-7f0c-5d0e-8a5e-5d1f3b9f2c10';

/**
 * The id of an account that is not there, always the same for an address: looking for it takes the time that looking
 * for one that is there takes (C-3).
 */
export function decoyOf(emailKey: string): string {
  return uuidv5(emailKey, DECOYS);
}
