import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const groups = '.typed-code input';

/** Moves the focus in a form whose code comes first. */
export interface TypedForm {
  readonly form: RefObject<HTMLFormElement | null>;
  /** To the first group. */
  toStart(): void;
  /** To what comes behind the code. */
  toNext(): void;
}

/**
 * @param attempt another object after each attempt to send
 * @param isFaulty whether something was missing or wrong; the focus then moves there
 * @param startsTyping whether the form replaces the answer to the call before
 */
export function useTypedForm(attempt: object, isFaulty: boolean, startsTyping: boolean): TypedForm {
  const form = useRef<HTMLFormElement>(null);
  const focus = (selector: string) => form.current?.querySelector<HTMLElement>(selector)?.focus();

  useEffect(() => {
    if (startsTyping) focus(groups);
  }, []);

  useEffect(() => {
    if (isFaulty) focus('.typed-code.faulty .group-box:not(.right) input, [aria-invalid="true"]');
  }, [attempt]);

  return {
    form,
    toStart: () => focus(groups),
    toNext: () => focus('.typed-code ~ .labeled :is(select, input), [type="submit"]'),
  };
}
