import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { DraftName, DraftPort } from '../../ports.ts';

/** What was typed, kept over reloads until the tab closes. */
export interface KeptDraft<Draft> {
  readonly value: ReadonlySignal<Draft>;
  set(draft: Draft): void;
  clear(): void;
}

interface DraftParts<Schema extends v.GenericSchema> {
  readonly port: DraftPort;
  readonly name: DraftName;
  /** A kept draft that does not fit it, such as one of an earlier version of the page, is ignored. */
  readonly schema: Schema;
  readonly empty: v.InferOutput<Schema>;
}

export function createKeptDraft<Schema extends v.GenericSchema>(
  parts: DraftParts<Schema>,
): KeptDraft<v.InferOutput<Schema>> {
  const { port, name, empty } = parts;
  const value = signal(readKept(parts));
  return {
    value,
    set(draft) {
      value.value = draft;
      port.keep(name, JSON.stringify(draft));
    },
    clear() {
      value.value = empty;
      port.forget(name);
    },
  };
}

function readKept<Schema extends v.GenericSchema>({ port, name, schema, empty }: DraftParts<Schema>) {
  try {
    return v.parse(schema, JSON.parse(port.read(name) ?? ''));
  } catch {
    return empty;
  }
}
