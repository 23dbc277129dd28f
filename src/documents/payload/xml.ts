/** The five characters that XML reserves, always written as entities, wherever they stand. */
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;
const characters: ReadonlyMap<string, string> = new Map(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
);

/**
 * What a payload may not hold although XML allows it, each by a name for the refusal. Only `&amp;`, `&lt;`, `&gt;`,
 * `&quot;` and `&apos;` are left to begin with an ampersand.
 */
const forbidden: readonly (readonly [construct: string, pattern: RegExp])[] = [
  ['cdata', /<!\[/],
  ['comment', /<!--/],
  ['declaration', /<!/],
  ['processing-instruction', /<\?/],
  ['character-reference', /&#/],
  ['entity', /&(?!(?:amp|lt|gt|quot|apos);)/],
  ['lone-surrogate', /\p{Surrogate}/u],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  ['control-character', /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/],
];

/** @returns name of the first forbidden construct in a payload, null when there is none */
export function findForbiddenConstruct(payload: string): string | null {
  return forbidden.find(([, pattern]) => pattern.test(payload))?.[0] ?? null;
}

/** @param text an attribute's text as it stands in a payload, already free of other entities */
export function decodeEntities(text: string): string {
  return text.replace(/&[a-z]+;/g, (entity) => characters.get(entity) ?? entity);
}

/** An attribute to write; one without a value is left out. */
export type AttributeText = readonly [name: string, value: string | undefined];

/**
 * Writes one element in canonical form: attributes in the order given, in double quotes, one space before each; no white
 * space elsewhere; `<Name/>` when nothing stands inside.
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
