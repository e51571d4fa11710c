import { colour, toneColour } from '@sms111/web/ui';
import type { Forecast } from './forecast';

const WIDTH = 320;
const HEIGHT = 120;
const PAD = 4;

interface QuotaCurveProps {
  readonly label: string;
  readonly forecast: Forecast;
  readonly ordered: number;
  /** Days from today to the contract's end. */
  readonly daysToEnd: number;
}

/** What was left day by day, and where it goes at that pace until the contract ends. */
export const QuotaCurve = ({ label, forecast: { course, perDay }, ordered, daysToEnd }: QuotaCurveProps) => {
  const ahead = Math.min(daysToEnd, course.length * 3);
  const span = Math.max(1, course.length - 1 + ahead);
  const x = (day: number) => PAD + (day / span) * (WIDTH - 2 * PAD);
  const y = (left: number) => HEIGHT - PAD - (ordered === 0 ? 0 : left / ordered) * (HEIGHT - 2 * PAD);
  const points = course.map((left, day) => `${x(day).toFixed(1)},${y(left).toFixed(1)}`);
  const today = course.length - 1;
  const now = course.at(-1) ?? 0;
  const lasts = perDay > 0 ? Math.min(ahead, now / perDay) : ahead;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      style={{ width: '100%', height: 'auto', display: 'block' }}
    >
      {[0, 0.5, 1].map(at => (
        <line
          key={at}
          x1={0}
          x2={WIDTH}
          y1={y(ordered * at)}
          y2={y(ordered * at)}
          style={{ stroke: colour.line }}
        />
      ))}
      <polygon
        points={[`${x(0)},${y(0)}`, ...points, `${x(today)},${y(0)}`].join(' ')}
        style={{ fill: colour.mainSoft }}
      />
      <polyline
        points={points.join(' ')}
        style={{ fill: 'none', stroke: colour.chart, strokeWidth: 2.5, strokeLinejoin: 'round' }}
      />
      <line
        x1={x(today)}
        y1={y(now)}
        x2={x(today + lasts)}
        y2={y(Math.max(0, now - perDay * lasts))}
        style={{
          stroke: lasts < ahead ? toneColour('bad', 'solid') : colour.chart,
          strokeWidth: 2,
          strokeDasharray: '4 4',
        }}
      />
      <circle cx={x(today)} cy={y(now)} r={4} style={{ fill: colour.chart }} />
    </svg>
  );
};
