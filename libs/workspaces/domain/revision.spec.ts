import { describe, expect, it } from '@jest/globals';
import { given } from '../../../test/support/given.js';
import { founded } from '../../../test/support/workspace-history.js';
import { StaleRevision } from './errors.js';
import { checkRevision } from './revision.js';
import { workspaceDecider } from './workspace.js';

const ann = given(workspaceDecider, ...founded()).state.member('ann');

describe('the revision that a caller has seen', () => {
  it('may be left out, or be the present one', () => {
    checkRevision(ann, undefined);
    checkRevision(ann, ann.revision);
  });

  it('is refused where it is any other, revision 0 included', () => {
    for (const seen of [0, ann.revision - 1, ann.revision + 1]) {
      expect(() => checkRevision(ann, seen)).toThrow(StaleRevision);
    }
  });
});
