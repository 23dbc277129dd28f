import { isInstant } from '../documents/instant.ts';
import type { AdminRefusalCode, RefusalCode, RefusalDetails, ToolRefusalCode, WizardRefusalCode } from '../refusal.ts';
import { endDateIn } from './endDate.ts';
import { dateFormatIn } from './formats.ts';

/** A refusal in words: what happened, the likely reason, what to do now. */
export interface RefusalText {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

/** A text for each code; a function where it depends on the details. */
type TextsOf<Code extends RefusalCode> = Readonly<
  Record<Code, RefusalText | ((details: RefusalDetails) => RefusalText)>
>;

/** One language's texts. The admin page, the command line and its page on the machine add those of their own codes. */
export type RefusalTexts = TextsOf<WizardRefusalCode> & Partial<TextsOf<AdminRefusalCode | ToolRefusalCode>>;
/** The admin page's texts: for its own codes, and for wizard codes that mean something else there. */
export type AdminRefusalTexts = TextsOf<AdminRefusalCode> & Partial<TextsOf<WizardRefusalCode>>;
export type ToolRefusalTexts = TextsOf<ToolRefusalCode> & OwnRefusalTexts;

/** Texts for another page than the wizard's; null where the wizard's text fits. */
export type OwnRefusalTexts = Readonly<
  Partial<Record<RefusalCode, RefusalText | ((details: RefusalDetails) => RefusalText | null)>>
>;

/** @returns the function that returns a refusal's text in one language */
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
  const format = dateFormatIn(language, { dateStyle: 'long' });
  return (instant) => {
    const date = new Date(typeof instant === 'string' ? instant : Number.NaN);
    return Number.isNaN(date.getTime()) ? null : format(date);
  };
}

/**
 * @param language language tag (BCP 47)
 * @returns the function that writes an end in a refusal's details as the last good day; null where there is none
 */
export function endIn(language: string): (end: RefusalDetails[string] | undefined) => string | null {
  const write = endDateIn(language, 'long');
  return (end) => (typeof end === 'string' && isInstant(end) ? write(end) : null);
}
