import { computed, type ReadonlySignal } from '@preact/signals';
import type { Vendor } from '../products/products.ts';
import type { State } from '../state.ts';
import { isSameSubject, type Subject, subjectOf } from './subject.ts';

/** @returns what the current screen hands over; the same object while it is the same */
export function outgoingOf(state: ReadonlySignal<State>, vendor: Vendor): ReadonlySignal<Subject | null> {
  let before: Subject | null = null;
  return computed(() => {
    const now = subjectOf(state.value, vendor);
    if (!isSameSubject(before, now)) before = now;
    return before;
  });
}
