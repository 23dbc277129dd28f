import { recovery as en, type RecoveryTexts } from './en/recovery.ts';
import { chooseLanguage } from './names.ts';

const languages = import.meta.glob<RecoveryTexts>('./*/recovery.ts', { eager: true, import: 'recovery' });

/** @param wanted language tags in order of preference (BCP 47) */
export function recoveryTexts(wanted: readonly string[]): RecoveryTexts & { readonly language: string } {
  const language = chooseLanguage(wanted);
  return { language, ...(languages[`./${language}/recovery.ts`] ?? en) };
}
