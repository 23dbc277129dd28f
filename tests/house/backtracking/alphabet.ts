import { type AST, visitRegExpAST } from '@eslint-community/regexpp';

/** What consumes one character: a literal, a class, or a set such as `\s`. */
export type Consumer = Pick<
  AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
  'raw'
>;

export const anyCharacter: Consumer = { raw: '[^]' };

/** Characters that the same parts of a pattern match, as one: their number. */
export type Atom = number;

export interface Alphabet {
  readonly atoms: readonly Atom[];
  /** @returns a character of the atom */
  sample(atom: Atom): string;
  matches(consumer: Consumer, atom: Atom): boolean;
  isWord(atom: Atom): boolean;
  isNewline(atom: Atom): boolean;
}

/** In addition to what the pattern names: one of each kind that sets and assertions tell apart. */
const ordinary = [...'\0\t\n\r aAzZ09_-é\u{2028}\u{FEFF}'];

/** Reduces Unicode to the characters that a pattern tells apart. */
export function alphabetOf(pattern: AST.Pattern, flags: string): Alphabet {
  const chars = [...new Set([...ordinary, ...named(pattern)])];
  const tests = new Map<string, RegExp>();
  const testOf = (raw: string): RegExp => {
    const known = tests.get(raw) ?? new RegExp(`^(?:${raw})$`, flags.replace(/[^iusv]/g, ''));
    tests.set(raw, known);
    return known;
  };
  visitConsumers(pattern, ({ raw }) => testOf(raw));
  const kinds = new Map<string, string>();
  for (const char of chars) {
    const kind = [...tests.values(), /\w/, /\n/].map((test) => (test.test(char) ? 1 : 0)).join('');
    if (!kinds.has(kind)) kinds.set(kind, char);
  }
  const samples = [...kinds.values()];
  const sample = (atom: Atom) => samples[atom] ?? '';
  return {
    atoms: samples.map((_, atom) => atom),
    sample,
    matches: ({ raw }, atom) => testOf(raw).test(sample(atom)),
    isWord: (atom) => /\w/.test(sample(atom)),
    isNewline: (atom) => /[\n\r\u2028\u2029]/.test(sample(atom)),
  };
}

function visitConsumers(pattern: AST.Pattern, visit: (consumer: Consumer) => void): void {
  visitRegExpAST(pattern, {
    onCharacterEnter: (node) => node.parent.type === 'Alternative' && visit(node),
    onCharacterSetEnter: (node) => node.parent.type === 'Alternative' && visit(node),
    onCharacterClassEnter: (node) => node.parent.type !== 'CharacterClass' && visit(node),
    onExpressionCharacterClassEnter: visit,
    onQuantifierEnter: ({ element }) => isConsumer(element) && visit(element),
  });
}

export function isConsumer(
  node: AST.Node,
): node is AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass {
  return ['Character', 'CharacterSet', 'CharacterClass', 'ExpressionCharacterClass'].includes(node.type);
}

/** @returns the characters that a pattern names, those beside its ranges, and their other cases */
function named(pattern: AST.Pattern): readonly string[] {
  const codes = new Set<number>();
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value }) => codes.add(value),
    onCharacterClassRangeEnter: ({ min, max }) => {
      for (const code of [min.value - 1, max.value + 1]) if (code >= 0 && code <= 0x10_ffff) codes.add(code);
    },
  });
  const chars = [...codes].map((code) => String.fromCodePoint(code));
  return chars
    .flatMap((char) => [char, char.toLowerCase(), char.toUpperCase()])
    .filter((char) => [...char].length === 1);
}
