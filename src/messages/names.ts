const names = import.meta.glob<string>('./*/name.ts', { eager: true, import: 'name' });

/** Every language's name in that language, by language tag (BCP 47). Each folder beside this file is one language. */
export const languageNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(names).map(([path, name]) => [tagOf(path), name]),
);

/** @param path `./TAG/FILE.ts`, as `import.meta.glob` lists it */
export function tagOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/**
 * @param wanted language tags in order of preference (BCP 47)
 * @returns the first available tag; the tag without region counts if there is no exact match. `en` if none is available
 */
export function chooseLanguage(wanted: readonly string[]): string {
  const available = Object.keys(languageNames);
  const candidates = wanted.flatMap((tag) => [tag, tag.split('-', 1)[0] ?? '']).map((tag) => tag.toLowerCase());
  const matches = candidates.map((candidate) => available.find((tag) => tag.toLowerCase() === candidate));
  return matches.find((tag) => tag !== undefined) ?? 'en';
}
