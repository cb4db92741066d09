import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { meQuery } from '../../app/queries';
import { roster } from '../../app/roster';

export type DeletionPreview = AnswerOf<'/v1/me/deletion-preview', 'get'>;

/** What deleting one's account would do. */
export const deletionPreviewQuery = queryOptions({
  queryKey: [...meQuery.queryKey, 'deletion-preview'],
  queryFn: ({ signal }) => roster.get('/v1/me/deletion-preview', { signal }),
  staleTime: 0,
});
