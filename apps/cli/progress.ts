import cliProgress from 'cli-progress';

const EVERY_MS = 100;

/** How much there is to do; `counted`: nobody knows; `timed`: nor how far it has come. */
export type Extent = number | 'counted' | 'timed';

const FORMATS = { counted: '{value}  {duration_formatted}', timed: '{duration_formatted}' } as const;
const MEASURED = '{bar}  {percentage}%  {value}/{total}  {rate}/s  {eta_formatted} left';

/** How far long work has come, with its rate and the time that is left where it is known how much there is to do. */
export class Progress {
  private readonly began = performance.now();
  /** What had been done before. */
  private first: number | undefined;
  private readonly bar: cliProgress.SingleBar | undefined;

  /** @param stream where to; undefined: nowhere */
  constructor(stream: NodeJS.WritableStream | undefined, what: string, extent: Extent) {
    if (!stream) return;
    const measured = typeof extent === 'number';
    const format = `${what}  ${measured ? MEASURED : FORMATS[extent]}`;
    this.bar = new cliProgress.SingleBar(
      {
        ...{ stream, format, clearOnComplete: true, etaBuffer: 50, barsize: 24, fps: 1000 / EVERY_MS },
        // What is changed of the terminal would stay so after Ctrl-C.
        ...{ hideCursor: false, linewrap: true, gracefulExit: false },
      },
      cliProgress.Presets.shades_classic,
    );
    this.bar.start(measured ? extent : 0, 0, { rate: 0 });
  }

  /** @param of where it has become more */
  reach(done: number, of?: number): void {
    this.first ??= done;
    const seconds = Math.max(1, performance.now() - this.began) / 1000;
    if (of !== undefined) this.bar?.setTotal(of);
    this.bar?.update(done, { rate: Math.round((done - this.first) / seconds) });
  }

  end(): void {
    this.bar?.stop();
  }
}
