import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';

/** Two percentiles of a duration in milliseconds. */
export const Latency = ({ p50, p95 }: { readonly p50: number | null; readonly p95: number | null }) => {
  const { carriers: t } = useWords();
  if (p50 === null || p95 === null) return t.notMeasured;
  return t.milliseconds(`${formatCount(Math.round(p50))}／${formatCount(Math.round(p95))}`);
};
