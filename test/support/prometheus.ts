/** One line of the text format: a name, its labels, a value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/**
 * What a scrape told, read as strictly as Prometheus' text format 0.0.4 is written down: every metric with its help and
 * type before its samples and in one group, no sample twice, buckets that grow. @throws Error naming the line
 */
export class Scrape {
  readonly samples: readonly Sample[];
  /** Names of metrics, with their types. */
  readonly types: ReadonlyMap<string, string>;

  constructor(text: string) {
    const samples: Sample[] = [];
    const types = new Map<string, string>();
    const seen = new Set<string>();
    let family = '';
    if (!text.endsWith('\n')) throw new Error('The last line does not end.');
    for (const line of text.split('\n')) {
      const [mark, word, name = '', ...rest] = line.split(' ');
      if (line === '') continue;
      if (mark === '#' && word === 'HELP') {
        if (!NAME.test(name) || rest.length === 0 || types.has(name)) throw new Error(line);
        family = name;
        types.set(name, '');
      } else if (mark === '#' && word === 'TYPE') {
        if (name !== family || !TYPES.includes(rest.join(' '))) throw new Error(line);
        types.set(name, rest.join(' '));
      } else {
        const sample = sampleOf(line);
        const own = types.get(family) === 'histogram' ? `${family}(_bucket|_sum|_count)` : family;
        if (!new RegExp(`^${own}$`).test(sample.name) || seen.has(seriesOf(sample))) throw new Error(line);
        seen.add(seriesOf(sample));
        samples.push(sample);
      }
    }
    this.samples = samples;
    this.types = types;
    this.checkBuckets();
  }

  /** Of the one sample with these labels, others aside; 0 where there is none. @throws Error where there are several */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const found = this.all(name, labels);
    if (found.length > 1) throw new Error(`${name} ${JSON.stringify(labels)} is not one sample.`);
    return found[0]?.value ?? 0;
  }

  all(name: string, labels: Readonly<Record<string, string>> = {}): readonly Sample[] {
    const wanted = Object.entries(labels);
    return this.samples.filter(
      (sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value),
    );
  }

  /** Each sample without its value. */
  get series(): readonly string[] {
    return this.samples.map(seriesOf);
  }

  private checkBuckets(): void {
    const last = new Map<string, number>();
    for (const sample of this.samples.filter(({ name }) => name.endsWith('_bucket'))) {
      const { le = '', ...labels } = sample.labels;
      const histogram = seriesOf({ ...sample, labels });
      if (sample.value < (last.get(histogram) ?? 0)) throw new Error(`Buckets shrink: ${histogram}`);
      last.set(histogram, sample.value);
      if (le !== '+Inf') continue;
      if (this.value(sample.name.replace(/_bucket$/, '_count'), labels) !== sample.value) throw new Error(histogram);
    }
  }
}

function sampleOf(line: string): Sample {
  const [, name, inner = '', number = ''] = SAMPLE.exec(line) ?? [];
  const value = valueOf(number);
  if (name === undefined || value === undefined) throw new Error(line);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inner.length) {
    const [, label, text] = LABEL.exec(inner) ?? [];
    if (label === undefined || text === undefined || label in labels) throw new Error(line);
    labels[label] = text;
  }
  return { name, labels, value };
}

/** As Go's `ParseFloat` reads it, which the format refers to: in upper and lower case. */
function valueOf(text: string): number | undefined {
  if (/^nan$/i.test(text)) return NaN;
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

function seriesOf({ name, labels }: Sample): string {
  return `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
}
