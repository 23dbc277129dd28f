/** Reads texts aloud with a voice of this device: a code must not leave it, and there may be no network. */
export interface Speaker {
  /** @param language tag (BCP 47) @returns whether this device has a voice for it */
  canSpeak(language: string): boolean;
  /** Calls back when voices were added; browsers find them late. @returns stops listening */
  onVoices(listener: () => void): () => void;
  /** Stops what it reads. @returns whether it read to the end */
  speak(text: string, language: string): Promise<boolean>;
  stop(): void;
}

/** What is read, group by group. */
export interface ReadingState {
  /** Place of the group that is read, or was read last; null before the first one. */
  readonly place: number | null;
  /** `ended`: all groups were read. */
  readonly status: 'idle' | 'reading' | 'paused' | 'ended';
}

/** Time to write a group down before the next one is read, in milliseconds. */
export const writingTime = 2500;

interface ReadingParts {
  /** Null where nothing can be read aloud: then groups are only marked. */
  readonly speaker: Speaker | null;
  /** Groups to read. */
  readonly count: number;
  /** @returns what to say for a group, in the language */
  readonly say: (place: number) => string;
  /** Tag (BCP 47). */
  readonly language: string;
  /** Runs once after a delay in milliseconds. @returns cancels */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly onChange: (state: ReadingState) => void;
}

/** Reads a code aloud, one group after another, at the pace of somebody who writes. */
export class CodeReading {
  readonly #parts: ReadingParts;
  #state: ReadingState = { place: null, status: 'idle' };
  #cancel = () => {};
  /** Counts what was begun: what ends late must not go on. */
  #turn = 0;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  get state(): ReadingState {
    return this.#state;
  }

  /** Reads on: the group at which it was paused once more; from the beginning after the end. */
  play(): void {
    const { place, status } = this.#state;
    void this.#read(status === 'ended' || place === null ? 0 : place, true);
  }

  pause(): void {
    this.#stop();
    if (this.#state.status === 'reading') this.#change({ ...this.#state, status: 'paused' });
  }

  /** Goes to another group, and reads it where something was read. Nothing happens at the ends of the code. */
  step(by: 1 | -1): void {
    const { place, status } = this.#state;
    const next = place === null ? 0 : place + by;
    if (next < 0 || next >= this.#parts.count) return;
    if (status === 'reading') void this.#read(next, true);
    else this.goTo(next);
  }

  /** Reads the group once more, and no further unless it was reading on. */
  repeat(): void {
    const { place, status } = this.#state;
    if (place !== null) void this.#read(place, status === 'reading');
  }

  /** Marks a group without reading. */
  goTo(place: number): void {
    this.#stop();
    this.#change({ place, status: 'paused' });
  }

  /** Ends it, when the code is shown no more. */
  close(): void {
    this.#stop();
  }

  async #read(place: number, goesOn: boolean): Promise<void> {
    const { speaker, say, language, count, later } = this.#parts;
    this.#stop();
    const turn = this.#turn;
    this.#change({ place, status: goesOn ? 'reading' : 'paused' });
    const isRead = (await speaker?.speak(say(place), language)) ?? false;
    if (turn !== this.#turn || !goesOn) return;
    if (!isRead) return this.#change({ place, status: 'paused' });
    if (place + 1 === count) return this.#change({ place, status: 'ended' });
    this.#cancel = later(writingTime, () => void this.#read(place + 1, true));
  }

  #stop(): void {
    this.#turn += 1;
    this.#cancel();
    this.#cancel = () => {};
    this.#parts.speaker?.stop();
  }

  #change(state: ReadingState): void {
    this.#state = state;
    this.#parts.onChange(state);
  }
}
