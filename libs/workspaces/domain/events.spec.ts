import { describe, expect, it } from '@jest/globals';
import {
  addressChanged,
  departed,
  founded,
  inbox,
  invited,
  joined,
  ownershipTransferred,
  resent,
  revoked,
  roleChanged,
  transferred,
  workspaceRemoved,
} from '../../../test/support/workspace-history.js';
import { seatDelta } from './events.js';

const founding = founded();
const NO_SEAT = [founding[0], founding[1], resent('bo', 2), roleChanged('bo', 'user', 'admin'), inbox('i')].concat([
  ownershipTransferred('ann', 'bo'),
  addressChanged('bo', 'k'),
  transferred('bo', 'ann'),
]);

describe('seats', () => {
  it('begin with an invitation, and with joining without one', () => {
    expect(seatDelta(invited('bo'))).toBe(1);
    expect(seatDelta(joined('ann', 'admin', 'founding'))).toBe(1);
    expect(seatDelta(joined('bo', 'user', 'domain'))).toBe(1);
  });

  it('[D-7] an invited member who joins stays one seat, by the link or by verifying the address', () => {
    expect(seatDelta(joined('bo', 'user', 'invitation'))).toBe(0);
    expect(seatDelta({ type: 'UserJoined', data: { ...joined('bo').data, by: 'verification' } })).toBe(0);
  });

  it('[I-4] end with the revocation', () => {
    expect(seatDelta(revoked('bo'))).toBe(-1);
  });

  it('[B-1] [X-2] end with the removal, once for both of its facts', () => {
    expect(departed('bo', 'ann').map(seatDelta)).toEqual([0, -1]);
  });

  it('[A-2] end all together with the workspace', () => {
    expect(seatDelta(workspaceRemoved(17))).toBe(-17);
  });

  it('are touched by nothing else', () => {
    for (const event of NO_SEAT) expect(event && seatDelta(event)).toBe(0);
    expect(seatDelta({ type: 'SomethingNew', data: {} })).toBe(0);
  });
});
