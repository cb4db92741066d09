import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { inWorkspace, meQuery } from '../app/queries';
import { announce } from './announce';

interface CommandOptions<Input, Answer> {
  readonly send: (input: Input) => Promise<Answer>;
  /** Whose views change; left out: those of the person who is signed in alone. */
  readonly workspaceId?: string;
  /** Said once it is done. */
  readonly says?: (answer: Answer, input: Input) => string | undefined;
  readonly done?: (answer: Answer, input: Input) => void | Promise<void>;
}

/**
 * A command, from the click to the refreshed views. Views that it changes are read again at its position before it counts
 * as done, so nothing flickers back to how it was. Its error is for whoever shows the form: see `Problem`.
 */
export function useCommand<Input = void, Answer = unknown>({
  send,
  workspaceId,
  says,
  done,
}: CommandOptions<Input, Answer>): UseMutationResult<Answer, Error, Input> {
  const queries = useQueryClient();
  return useMutation<Answer, Error, Input>({
    mutationFn: send,
    onSuccess: async (answer, input) => {
      const stale = workspaceId === undefined ? [meQuery.queryKey] : [meQuery.queryKey, inWorkspace(workspaceId)];
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
      const words = says?.(answer, input);
      if (words !== undefined) announce(words);
      await done?.(answer, input);
    },
  });
}
