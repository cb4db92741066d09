import { type Address } from '../../domain/address.js';
import { AddressTaken } from '../../domain/errors.js';
import { type AddressEvent, type ClaimData, type NameAndEmail } from '../../domain/events.js';

export interface ClaimAddress {
  readonly claim: ClaimData;
  /** What is needed to go on after a crash; null where nothing is. */
  readonly person: NameAndEmail | null;
}

/**
 * An address has one account at a time. Where the same account claims it again for a newer change of address, that one
 * counts: a release for the older, which a crash may have delayed, then lets it be.
 * @throws AddressTaken
 */
export function claimAddress(address: Address, { claim, person }: ClaimAddress): readonly AddressEvent[] {
  const held = address.claim;
  if (held && held.accountId !== claim.accountId) throw new AddressTaken();
  if (held && changeNoOf(held) >= changeNoOf(claim)) return [];
  const personal = person ? { personal: { of: claim.accountId, fields: person } } : {};
  return [{ type: 'AddressClaimed', data: claim, ...personal }];
}

export interface ReleaseAddress {
  readonly accountId: string;
  /** Of the change of address that it was claimed for; -1 where it was claimed for a new account. */
  readonly changeNo: number;
}

/** Only the very claim that is meant: a later one of the same account stays. */
export function releaseAddress(address: Address, { accountId, changeNo }: ReleaseAddress): readonly AddressEvent[] {
  const held = address.claim;
  if (held?.accountId !== accountId || changeNoOf(held) !== changeNo) return [];
  return [{ type: 'AddressReleased', data: { accountId } }];
}

/**
 * whatever the account has claimed it for. Who has asked to sign up with it since the deletion was asked for was
 * told that an email comes: that sign-up counts now.
 * @param since ISO time of the request to delete the account
 */
export function giveUpAddress({ claim, askedSince }: Address, accountId: string, since: string): readonly AddressEvent[] {
  if (claim?.accountId !== accountId) return [];
  const revived = askedSince && askedSince.askedAt >= since ? { revived: askedSince.signUpId } : {};
  return [{ type: 'AddressReleased', data: { accountId, ...revived } }];
}

function changeNoOf(claim: ClaimData): number {
  return claim.by === 'email-change' ? claim.changeNo : -1;
}
