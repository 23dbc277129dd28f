/** The five characters that XML reserves. They are always written as entities. */
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;
const characters: ReadonlyMap<string, string> = new Map(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
);

/** What a payload may not hold although XML allows it. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /<!\[|<!--|<!|<\?|&#|&(?!(?:amp|lt|gt|quot|apos);)|\p{Surrogate}|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/u;

/** Names for the refusal. */
const constructs: ReadonlyMap<string, string> = new Map([
  ['<![', 'cdata'],
  ['<!--', 'comment'],
  ['<!', 'declaration'],
  ['<?', 'processing-instruction'],
  ['&#', 'character-reference'],
  ['&', 'entity'],
]);

/** @returns name of the first forbidden construct in a payload; null when there is none */
export function findForbiddenConstruct(payload: string): string | null {
  const [found] = FORBIDDEN.exec(payload) ?? [];
  if (found === undefined) return null;
  return constructs.get(found) ?? (/\p{Surrogate}/u.test(found) ? 'lone-surrogate' : 'control-character');
}

/** @returns the text of an attribute's value; null when it holds a character that canonical form escapes */
export function decodeEntities(value: string): string | null {
  if (!/[&<>"']/.test(value)) return value;
  const text = value.replace(/&[a-z]+;/g, (entity) => characters.get(entity) ?? entity);
  return encodeEntities(text) === value ? text : null;
}

/** An attribute to write; one without a value is left out. */
export type AttributeText = readonly [name: string, value: string | undefined];

/**
 * Writes an element in canonical form: attributes in the given order, in double quotes, one space before each; no other
 * white space; `<Name/>` without children.
 */
export function element(name: string, attributes: readonly AttributeText[], children: readonly string[] = []): string {
  const head = attributes
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${encodeEntities(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${head}/>` : `<${name}${head}>${children.join('')}</${name}>`;
}

function encodeEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character as keyof typeof entities]);
}
