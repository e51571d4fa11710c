export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[-+0-9.eE]+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?/gy;
const META =
  /^# (?:HELP [a-zA-Z_:][a-zA-Z0-9_:]* .+|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (?:counter|gauge|histogram|summary))$/;

/** Reads Prometheus' text format 0.0.4; throws at the first line that is none. */
export const readMetrics = (text: string): Sample[] =>
  text.split('\n').flatMap(line => {
    if (line === '') return [];
    if (line.startsWith('#')) {
      if (!META.test(line)) throw new Error(`not the text format: ${line}`);
      return [];
    }
    const [, name = '', inner = '', value = ''] = LINE.exec(line) ?? [];
    if (name === '') throw new Error(`not the text format: ${line}`);
    const labels = [...inner.matchAll(LABEL)];
    if (labels.map(([whole]) => whole).join('') !== inner)
      throw new Error(`labels that cannot be read: ${line}`);
    return [
      {
        name,
        labels: Object.fromEntries(labels.map(([, key = '', said = '']) => [key, said])),
        value: Number(value.replace('Inf', 'Infinity')),
      },
    ];
  });
