import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Figure } from '@sms111/web/ui';

interface LatencyProps {
  readonly p50: number | null;
  readonly p95: number | null;
}

const both = (p50: number, p95: number): string =>
  `${formatCount(Math.round(p50))}／${formatCount(Math.round(p95))}`;

/** Two percentiles of a duration in milliseconds. */
export const Latency = ({ p50, p95 }: LatencyProps) => {
  const { carriers: t } = useWords();
  return p50 === null || p95 === null ? t.notMeasured : t.milliseconds(both(p50, p95));
};

/** The same as a figure, its unit small behind it. */
export const LatencyFigure = ({ label, p50, p95 }: LatencyProps & { readonly label: string }) => {
  const { carriers: t } = useWords();
  return p50 === null || p95 === null ? (
    <Figure label={label} value={t.notMeasured} />
  ) : (
    <Figure label={label} value={both(p50, p95)} unit={t.millisecondsUnit} />
  );
};
