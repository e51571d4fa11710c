import { zodResolver } from '@hookform/resolvers/zod';
import { fieldWords, type Language, type Params } from '@sms111/phrases';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { useLanguage } from './language';

/** Limits of a schema issue, as the words take them. */
const limitsOf = (issue: z.core.$ZodRawIssue): Params => ({
  minimum: 'minimum' in issue ? Number(issue.minimum) : undefined,
  maximum: 'maximum' in issue ? Number(issue.maximum) : undefined,
  format: 'format' in issue ? String(issue.format) : undefined,
});

/** Puts a schema's issues into words of ours. */
export const issueWords = (language: Language) => (issue: z.core.$ZodRawIssue) =>
  fieldWords(issue.code, limitsOf(issue), language);

/**
 * A form that is judged by the contract's own schema (`endpoint.body`), in the person's language. `messages` says
 * it better for a field: `{ login: w.session.loginMissing }`.
 */
export const useContractForm = <In extends FieldValues, Out extends FieldValues>(
  schema: z.ZodType<Out, In> | undefined,
  defaultValues: DefaultValues<In>,
  messages: Readonly<Record<string, string>> = {},
): UseFormReturn<In, unknown, Out> => {
  if (!schema) throw new Error('this endpoint takes no body');
  const general = issueWords(useLanguage());
  return useForm<In, unknown, Out>({
    defaultValues,
    resolver: zodResolver(schema, {
      error: issue => messages[(issue.path ?? []).join('.')] ?? general(issue),
    }),
  });
};
