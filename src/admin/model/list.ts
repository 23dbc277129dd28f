import { type ReadonlySignal, signal } from '@preact/signals';
import type { Page } from '../../contract/admin/page.ts';
import type { Refusal } from '../../refusal.ts';
import { asRefusal } from './session.ts';

export interface ListState<Row> {
  /** Text in the search field. */
  readonly typed: string;
  /** Text that the rows match. */
  readonly found: string;
  /** Null until the first page has arrived. */
  readonly rows: readonly Row[] | null;
  readonly next: string | null;
  readonly loading: 'first' | 'more' | null;
  /** Why the last search failed; the rows are from an earlier search. */
  readonly refusal: Refusal | null;
}

/** A list with search as you type and more rows on demand. */
export interface List<Row> {
  readonly state: ReadonlySignal<ListState<Row>>;
  type(text: string): void;
  /** Searches at once. */
  submit(): Promise<void>;
  more(): Promise<void>;
  /** Loads the first page again. */
  refresh(): Promise<void>;
  clear(): void;
}

export interface ListParts<Row> {
  /** @param cursor null for the first page */
  readonly search: (text: string, cursor: string | null) => Promise<Page<Row>>;
  readonly later: (milliseconds: number, run: () => void) => () => void;
  /** Called when rows arrive. @param added number of rows appended; null for a first page */
  readonly arrived: (state: ListState<Row>, added: number | null) => void;
}

/** Pause after the last keystroke before a search, in milliseconds. */
const PAUSE_MS = 300;

export function createList<Row>({ search, later, arrived }: ListParts<Row>): List<Row> {
  const empty: ListState<Row> = { typed: '', found: '', rows: null, next: null, loading: null, refusal: null };
  const state = signal(empty);
  let cancel = () => {};
  let latest = 0;
  const update = (change: Partial<ListState<Row>>) => {
    state.value = { ...state.value, ...change };
  };

  /** Loads one page. An answer that a later search has overtaken is dropped. */
  async function load(text: string, cursor: string | null): Promise<void> {
    cancel();
    latest += 1;
    const mine = latest;
    update({ loading: cursor === null ? 'first' : 'more', refusal: null });
    try {
      const { rows, next } = await search(text, cursor);
      if (mine !== latest) return;
      const before = cursor === null ? [] : (state.value.rows ?? []);
      update({ found: text, rows: [...before, ...rows], next, loading: null });
      arrived(state.value, cursor === null ? null : rows.length);
    } catch (error) {
      if (mine === latest) update({ loading: null, refusal: asRefusal(error) });
    }
  }

  return {
    state,
    type(typed) {
      update({ typed });
      cancel();
      cancel = later(PAUSE_MS, () => void load(typed.trim(), null));
    },
    submit: () => load(state.value.typed.trim(), null),
    async more() {
      const { next, loading, found } = state.value;
      if (next !== null && loading === null) await load(found, next);
    },
    refresh: () => load(state.value.typed.trim(), null),
    clear() {
      cancel();
      latest += 1;
      state.value = empty;
    },
  };
}
