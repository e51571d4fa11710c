import { listLinks, showLink } from '@sms111/contracts';
import { useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A deed about links: afterwards the board and the link's page are asked anew, and it is said that it was done. */
export const useDeed = <Given>(run: (given: Given) => Promise<unknown>, done: string, onDone: () => void) => {
  const client = useQueryClient();
  const tell = useToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await Promise.all([listLinks, showLink].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
      tell(done);
      onDone();
    },
  });
};
