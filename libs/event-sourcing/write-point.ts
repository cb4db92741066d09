type Listener = (name: string) => void;

let listener: Listener | undefined;

/** Marks a place between two writes where a crash must do no harm. Crash tests listen; else it costs a comparison. */
export function writePoint(name: string): void {
  listener?.(name);
}

export function onWritePoint(next: Listener | undefined): void {
  listener = next;
}
