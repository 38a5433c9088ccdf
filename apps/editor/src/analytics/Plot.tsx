import '@mantine/charts/styles.layer.css';
import { BarChart, LineChart } from '@mantine/charts';
import { formatCount } from '../format/number.js';

export interface Series {
  name: string;
  label: string;
  color: string;
}

interface Props {
  kind: 'bars' | 'line';
  data: Record<string, string | number>[];
  /** The field that the plot runs along. */
  along: string;
  series: Series[];
}

/** Not a stop for the keyboard: its table is. */
const PLAIN = { accessibilityLayer: false };

/** A plot of numbers that also stand in the table beneath it, so those who hear the page lose nothing. */
export function Plot({ kind, data, along, series }: Props) {
  const shared = {
    h: 200,
    data,
    dataKey: along,
    series,
    withLegend: series.length > 1,
    valueFormatter: formatCount,
    gridColor: 'var(--line)',
    textColor: 'var(--dim)',
    yAxisProps: { allowDecimals: false, width: 44 },
    xAxisProps: { minTickGap: 24 },
  };
  return (
    <div aria-hidden>
      {kind === 'bars' ? (
        <BarChart
          {...shared}
          type="stacked"
          barChartProps={PLAIN}
          barProps={{ isAnimationActive: false, maxBarSize: 28 }}
        />
      ) : (
        <LineChart
          {...shared}
          curveType="monotone"
          lineChartProps={PLAIN}
          lineProps={{ isAnimationActive: false }}
          withDots={false}
        />
      )}
    </div>
  );
}
