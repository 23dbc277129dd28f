/** A text as it is searched for: compatibility forms and case make no difference (Unicode NFKC, lower case). */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
