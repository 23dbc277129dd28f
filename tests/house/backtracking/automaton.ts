import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type Alphabet, type Atom, alphabetOf, anyCharacter, type Consumer, isConsumer } from './alphabet.ts';

/** Repetitions up to this many are finite; more take as long as an endless one. */
const mostFinite = 32;
/** Copies that stand for a finite repetition. */
const mostCopies = 3;

/** Between two characters. @param before null at the beginning of the text; @param after null at its end */
type Condition = (before: Atom | null, after: Atom | null) => boolean;

interface State {
  /** Steps without a character, to other states. */
  readonly free: { readonly to: State; readonly condition: Condition | null }[];
  readonly consumer: Consumer | null;
  /** After the consumer. */
  readonly next: State | null;
  /** Of a repetition: where its body begins. */
  body: State | null;
}

/** After a character: the state that it led to. The search, which tries to match at every place, is the first. */
export type Position = number;

/** How a backtracking matcher reads a pattern. */
export interface Automaton {
  readonly alphabet: Alphabet;
  readonly positions: readonly Position[];
  /** The characters that a next step may depend on; one stands for all where it depends on none. */
  readonly contexts: readonly Atom[];
  /** Whether a position follows this character. */
  follows(position: Position, atom: Atom): boolean;
  /** @returns each position after another character, with the number of ways to it */
  step(from: Position, before: Atom, atom: Atom): ReadonlyMap<Position, number>;
  /** Whether the pattern has matched there, whatever follows. */
  hasMatched(position: Position): boolean;
}

/** @param flags of the regular expression; without `y` it is searched at every place */
export function automatonOf(source: string, flags: string): Automaton {
  const isUnicode = flags.includes('u');
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: isUnicode,
    unicodeSets: flags.includes('v'),
  });
  const alphabet = alphabetOf(pattern, flags);
  const builder = new Builder(alphabet, flags.includes('m'));
  const end = builder.state();
  const start = builder.alternatives(pattern.alternatives, end);
  const places = [start, ...builder.consumed.keys()];
  const numbers = new Map(places.map((state, position) => [state, position]));

  function step(from: Position, before: Atom, atom: Atom): ReadonlyMap<Position, number> {
    const ways = new Map<Position, number>();
    const add = (to: Position) => ways.set(to, (ways.get(to) ?? 0) + 1);
    if (from === 0 && !flags.includes('y')) add(0);
    const state = places[from];
    if (state)
      follow(state, before, atom, ({ consumer, next }) => {
        if (consumer && next && alphabet.matches(consumer, atom)) add(numbers.get(next) ?? 0);
      });
    return ways;
  }

  return {
    alphabet,
    positions: places.map((_, position) => position),
    contexts: builder.looksBack ? alphabet.atoms : alphabet.atoms.slice(0, 1),
    follows: (position, atom) => {
      const consumer = builder.consumed.get(places[position] ?? start);
      return !builder.looksBack || !consumer || alphabet.matches(consumer, atom);
    },
    step: memoized(step, alphabet.atoms.length),
    hasMatched: (position) => {
      const state = places[position];
      return state !== undefined && position !== 0 && reaches(state, end);
    },
  };
}

function memoized(step: Automaton['step'], atoms: number): Automaton['step'] {
  const known = new Map<number, ReadonlyMap<Position, number>>();
  return (from, before, atom) => {
    const name = (from * atoms + before) * atoms + atom;
    const found = known.get(name) ?? step(from, before, atom);
    known.set(name, found);
    return found;
  };
}

/**
 * Visits each state once for each way to it.
 *
 * @param begun repetitions whose body began without a character: it may not end so (ECMAScript section 22.2.2.3.1)
 */
function follow(state: State, before: Atom | null, after: Atom, visit: (state: State) => void, begun: State[] = []) {
  if (begun.includes(state)) return;
  visit(state);
  for (const { to, condition } of state.free) {
    const open = to === state.body ? [...begun, state] : begun;
    if (condition === null || condition(before, after)) follow(to, before, after, visit, open);
  }
}

/** Whether nothing has to be checked on the way. */
function reaches(state: State, end: State, passed = new Set<State>()): boolean {
  if (state === end) return true;
  if (passed.has(state)) return false;
  passed.add(state);
  return state.free.some(({ to, condition }) => condition === null && reaches(to, end, passed));
}

/** Builds the states of a pattern from its end to its beginning. */
class Builder {
  /** What was consumed before each state that follows a character. */
  readonly consumed = new Map<State, Consumer>();
  /** Whether an assertion depends on the character before it. */
  looksBack = false;
  readonly #alphabet: Alphabet;
  readonly #isMultiline: boolean;

  constructor(alphabet: Alphabet, isMultiline: boolean) {
    this.#alphabet = alphabet;
    this.#isMultiline = isMultiline;
  }

  state(consumer: Consumer | null = null, next: State | null = null): State {
    return { free: [], consumer, next, body: null };
  }

  alternatives(alternatives: readonly AST.Alternative[], next: State): State {
    const fork = this.state();
    for (const { elements } of alternatives) {
      const first = elements.reduceRight<State>((after, element) => this.#element(element, after), next);
      fork.free.push({ to: first, condition: null });
    }
    return fork;
  }

  #element(element: AST.Element, next: State): State {
    if (isConsumer(element)) return this.#consuming(element, next);
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.alternatives(element.alternatives, next);
      case 'Quantifier':
        return this.#quantifier(element, next);
      case 'Assertion':
        return this.#assertion(element, next);
      case 'Backreference':
        // It matches one text in one way.
        return this.#consuming(anyCharacter, next);
      default:
        throw new Error(`Unknown in a regular expression: ${(element as AST.Element).raw}`);
    }
  }

  #consuming(consumer: Consumer, next: State): State {
    const after = this.state();
    after.free.push({ to: next, condition: null });
    this.consumed.set(after, consumer);
    return this.state(consumer, after);
  }

  #quantifier({ element, min, max }: AST.Quantifier, next: State): State {
    let first = next;
    if (max > mostFinite) {
      const loop = this.state();
      loop.body = this.#element(element, loop);
      loop.free.push({ to: loop.body, condition: null }, { to: next, condition: null });
      first = loop;
    } else {
      for (let copy = 0; copy < Math.min(max - min, mostCopies); copy += 1) {
        const choice = this.state();
        choice.free.push({ to: this.#element(element, first), condition: null }, { to: next, condition: null });
        first = choice;
      }
    }
    for (let copy = 0; copy < Math.min(min, mostCopies); copy += 1) first = this.#element(element, first);
    return first;
  }

  #assertion(assertion: AST.Assertion, next: State): State {
    const { kind } = assertion;
    this.looksBack ||= kind === 'word' || kind === 'lookbehind' || (kind === 'start' && this.#isMultiline);
    const check = this.state();
    check.free.push({ to: next, condition: this.#condition(assertion) });
    // Its own search fails or succeeds without the rest of the pattern.
    if ('alternatives' in assertion)
      check.free.push({ to: this.alternatives(assertion.alternatives, this.state()), condition: null });
    return check;
  }

  #condition(assertion: AST.Assertion): Condition {
    const { isWord, isNewline } = this.#alphabet;
    switch (assertion.kind) {
      case 'start':
        return (before) => before === null || (this.#isMultiline && isNewline(before));
      case 'end':
        return (_, after) => after === null || (this.#isMultiline && isNewline(after));
      case 'word': {
        const isAt = (atom: Atom | null) => atom !== null && isWord(atom);
        return (before, after) => (isAt(before) !== isAt(after)) !== assertion.negate;
      }
      case 'lookahead': {
        const holds = this.#neighbor(assertion, 0);
        return (_, after) => holds(after);
      }
      case 'lookbehind':
        return this.#neighbor(assertion, -1);
    }
  }

  /**
   * Exact for one character; longer texts are taken to hold where the neighboring character does not decide.
   *
   * @param index of the neighbor in each alternative
   */
  #neighbor({ alternatives, negate }: AST.LookaroundAssertion, index: 0 | -1): (atom: Atom | null) => boolean {
    const neighbors = alternatives.map(({ elements }) => elements.at(index)).filter((found) => found !== undefined);
    const decide = neighbors.length === alternatives.length && neighbors.every(isConsumer);
    if (!decide || (negate && alternatives.some(({ elements }) => elements.length > 1))) return () => true;
    const matches = (atom: Atom) => neighbors.some((neighbor) => this.#alphabet.matches(neighbor, atom));
    return (atom) => (atom !== null && matches(atom)) !== negate;
  }
}
