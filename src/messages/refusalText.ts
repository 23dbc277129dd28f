import type { ListedRefusalCode, RefusalCode, RefusalDetails, ToolRefusalCode } from '../refusal.ts';

/** What a person reads when something was refused: what happened, the likely reason, what to do now. */
export interface RefusalText {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

/** The text of each of these; where the details say more, a function of them. */
type TextsOf<Code extends RefusalCode> = Readonly<
  Record<Code, RefusalText | ((details: RefusalDetails) => RefusalText)>
>;

/** One language's texts. Those that only the page of the command line tool needs, it brings along. */
export type RefusalTexts = TextsOf<ListedRefusalCode> & Partial<TextsOf<ToolRefusalCode>>;
export type ToolRefusalTexts = TextsOf<ToolRefusalCode> & OwnRefusalTexts;

/** What a refusal means in another place than the wizard's page; null where it means the same. */
export type OwnRefusalTexts = Readonly<
  Partial<Record<RefusalCode, RefusalText | ((details: RefusalDetails) => RefusalText | null)>>
>;

/** @returns the function that looks a refusal up in one language */
export function refusalsIn(texts: RefusalTexts): (code: RefusalCode, details: RefusalDetails) => RefusalText {
  return (code, details) => {
    const text = texts[code] ?? texts['internal-fault'];
    return typeof text === 'function' ? text(details) : text;
  };
}

/**
 * @param language language tag (BCP 47)
 * @returns the function that writes an instant of a refusal's details as a day; null where there is none
 */
export function dayIn(language: string): (instant: RefusalDetails[string] | undefined) => string | null {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  return (instant) => {
    const date = new Date(typeof instant === 'string' ? instant : Number.NaN);
    return Number.isNaN(date.getTime()) ? null : format.format(date);
  };
}
