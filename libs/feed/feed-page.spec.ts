import { expect, it } from '@jest/globals';
import { type Opened } from '#libs/event-sourcing';
import { NOON } from '../../test/support/given.js';
import { FeedEntry } from './feed-entry.js';
import { FeedPage, type Subject } from './feed-page.js';

const everything = { personal: false, wants: () => true };
const knowing = { ...everything, personal: true };

function entry(position: number, type: string): FeedEntry {
  const personal = { of: 'bo', fields: { email: 'bo@acme.test' } };
  const metadata = { v: 1, at: NOON, actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' } as const;
  const place = { stream: 'workspace-w', revision: position, position };
  const event: Opened = { id: `event-${position}`, type, data: {}, personal, metadata, ...place };
  return new FeedEntry(event);
}

const page = () => new FeedPage([entry(1, 'InboxAdded'), entry(2, 'UserInvited'), entry(3, 'InboxAdded')], 3);
const typesIn = (frames: Buffer | undefined) =>
  String(frames).split('\n\n').filter(Boolean).map((frame) => JSON.parse(frame.slice(frame.indexOf('{'))).type as string);

it('[S-4] is the events that are wanted, in order', () => {
  expect(typesIn(page().frames(everything))).toEqual(['InboxAdded', 'UserInvited', 'InboxAdded']);
  const wants = ({ type }: Subject) => type === 'InboxAdded';
  expect(typesIn(page().frames({ personal: false, wants }))).toEqual(['InboxAdded', 'InboxAdded']);
});

it('is nothing where nothing of it is wanted', () => {
  expect(page().frames({ personal: true, wants: () => false })).toBeUndefined();
  expect(new FeedPage([], 7).frames(everything)).toBeUndefined();
});

it('is the same bytes for all who want all of it, and others for those who may know what is personal', () => {
  const one = page();
  expect(one.frames(everything)).toBe(one.frames({ ...everything }));
  expect(one.frames(knowing)).toBe(one.frames({ ...knowing }));
  expect(String(one.frames(knowing))).toContain('bo@acme.test');
  expect(String(one.frames(everything))).not.toContain('bo@acme.test');
});
