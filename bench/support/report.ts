export interface Figure {
  bench: string;
  value: number;
  ceiling: number;
  ratio: number;
  /** Absent where nobody has set one. */
  goal?: number;
  better: 'higher' | 'lower';
  unit: string;
}

const rounded = (n: number): number => (Math.abs(n) >= 100 ? Math.round(n) : Number(n.toPrecision(3)));

/** A line for people, and one JSON line for programs. */
export function report(figure: Omit<Figure, 'ratio'>): void {
  const ratio = rounded(figure.value / figure.ceiling);
  const { goal } = figure;
  const met = goal !== undefined && (figure.better === 'higher' ? ratio >= goal : ratio <= goal);
  const aim =
    goal === undefined
      ? ''
      : `   goal ${figure.better === 'higher' ? '≥' : '≤'} ${goal}   ${met ? 'reached' : 'not reached'}`;
  const { value, ceiling } = { value: rounded(figure.value), ceiling: rounded(figure.ceiling) };
  console.log(
    `${figure.bench.padEnd(34)} ${String(value).padStart(8)} ${figure.unit.padEnd(5)} of ${String(ceiling).padStart(8)}` +
      `   ratio ${String(ratio).padStart(6)}${aim}`,
  );
  console.log(JSON.stringify({ ...figure, value, ceiling, ratio }));
}
