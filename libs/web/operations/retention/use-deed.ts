import { showRetention } from '@sms111/contracts';
import { useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Does something about retention; then the page is read anew, the success is said and the dialog closes. */
export const useDeed = <Input = void, Output = unknown>(
  deed: (input: Input) => Promise<Output>,
  said: string | ((output: Output) => string),
  onDone: () => void = () => undefined,
) => {
  const client = useQueryClient();
  const tell = useToast();
  return useMutation({
    mutationFn: deed,
    onSuccess: async output => {
      await client.invalidateQueries({ queryKey: [showRetention.id] });
      tell(typeof said === 'string' ? said : said(output));
      onDone();
    },
    // What was refused has most often changed meanwhile.
    onError: () => void client.invalidateQueries({ queryKey: [showRetention.id] }),
  });
};
