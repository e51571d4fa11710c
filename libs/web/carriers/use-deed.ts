import { listLinks, showChange, showLink } from '@sms111/contracts';
import { useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A deed about links: afterwards what is shown of them is asked anew, and it is said that it was done. */
export const useDeed = <Given, Answer>(
  run: (given: Given) => Promise<Answer>,
  done: string,
  onDone: (answer: Answer) => void,
) => {
  const client = useQueryClient();
  const tell = useToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async answer => {
      await Promise.all(
        [listLinks, showLink, showChange].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
      );
      tell(done);
      onDone(answer);
    },
  });
};
