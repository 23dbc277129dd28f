import type { RefusalCode, RefusalDetails } from '../refusal.ts';

/** What a person reads when something was refused: what happened, the likely reason, what to do now. */
export interface RefusalText {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

/** One language's text for every refusal; where the details say more, a function of them. */
export type RefusalTexts = Readonly<Record<RefusalCode, RefusalText | ((details: RefusalDetails) => RefusalText)>>;

/** @returns the function that looks a refusal up in one language */
export function refusalsIn(texts: RefusalTexts): (code: RefusalCode, details: RefusalDetails) => RefusalText {
  return (code, details) => {
    const text = texts[code];
    return typeof text === 'function' ? text(details) : text;
  };
}
