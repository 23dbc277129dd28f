import type { Atom } from './alphabet.ts';
import { type Automaton, automatonOf, type Position } from './automaton.ts';

/** Text that a matcher reads in more ways the more often it is repeated. */
export interface Pump {
  readonly growth: 'exponential' | 'polynomial';
  readonly text: string;
}

/**
 * Finds out whether a backtracking matcher can take more than linear time.
 *
 * A matcher tries every way to read a text before it fails. Their number grows with the length if and only if two loops
 * can share repeated text: some text leads from a first loop to itself, from the first to the second, and from the second
 * to itself (Weber and Seidl, On the degree of ambiguity of finite automata, 1991). The search for the place of a match
 * is a loop as well. A loop is harmless if it passes a place where the pattern has matched: what it reads belongs to the match.
 *
 * @returns text to repeat; null if the time is linear
 */
export function superlinearPump(source: string, flags: string): Pump | null {
  const automaton = automatonOf(source, flags);
  const graph = graphOf(automaton);
  const loops = automaton.positions.filter((position) => graph.unmatched(position).has(position));
  for (const one of loops) {
    const doubled = graph.edges.find(({ from, to, ways }) => from === one && ways > 1 && graph.unmatched(to).has(one));
    if (doubled) return { growth: 'exponential', text: automaton.alphabet.sample(doubled.atom) };
  }
  for (const one of loops) {
    for (const other of loops.filter((loop) => loop !== one && graph.from(one).has(loop))) {
      const text = sharedText(automaton, graph, one, other);
      if (text !== null) return { growth: graph.unmatched(other).has(one) ? 'exponential' : 'polynomial', text };
    }
  }
  return null;
}

interface Edge {
  readonly from: Position;
  readonly to: Position;
  readonly atom: Atom;
  readonly ways: number;
}

interface Graph {
  readonly edges: readonly Edge[];
  /** @returns the positions that one or more characters lead to */
  from(position: Position): ReadonlySet<Position>;
  /** As `from`, without passing a place where the pattern has matched. */
  unmatched(position: Position): ReadonlySet<Position>;
}

function graphOf({ alphabet, positions, contexts, follows, step, hasMatched }: Automaton): Graph {
  const edges = positions.flatMap((from) =>
    contexts
      .filter((before) => follows(from, before))
      .flatMap((before) =>
        alphabet.atoms.flatMap((atom) => [...step(from, before, atom)].map(([to, ways]) => ({ from, to, atom, ways }))),
      ),
  );
  const unmatched = edges.filter(({ from, to }) => !hasMatched(from) && !hasMatched(to));
  return { edges, from: reachedBy(edges), unmatched: reachedBy(unmatched) };
}

function reachedBy(edges: readonly Edge[]): (position: Position) => ReadonlySet<Position> {
  const next = new Map<Position, Set<Position>>();
  for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reached = new Map<Position, ReadonlySet<Position>>();
  return (position) => {
    const known = reached.get(position) ?? closureOf(next, position);
    reached.set(position, known);
    return known;
  };
}

function closureOf(next: ReadonlyMap<Position, ReadonlySet<Position>>, from: Position): ReadonlySet<Position> {
  const found = new Set<Position>();
  const open = [from];
  for (let position = open.pop(); position !== undefined; position = open.pop())
    for (const to of next.get(position) ?? [])
      if (!found.has(to)) {
        found.add(to);
        open.push(to);
      }
  return found;
}

/** Three readers of the same text: in the first loop, on the way, and in the second loop. */
type Readers = readonly [first: Position, between: Position, second: Position];

/** @returns text that leads from `one` to itself, from `one` to `other`, and from `other` to itself; null without one */
function sharedText(automaton: Automaton, graph: Graph, one: Position, other: Position): string | null {
  for (const before of automaton.contexts) {
    const follow = automaton.follows(one, before) && automaton.follows(other, before);
    const text = follow ? sharedTextAfter(before, automaton, graph, [one, one, other]) : null;
    if (text !== null) return text;
  }
  return null;
}

/** @param start the text can follow itself, so it ends with `start` and leads to the second loop twice */
function sharedTextAfter(start: Atom, { alphabet, contexts, step }: Automaton, graph: Graph, readers: Readers) {
  const [one, , other] = readers;
  const leads = (from: Position, to: Position) => from === to || graph.from(from).has(to);
  const returns = (from: Position, to: Position) => from === to || graph.unmatched(from).has(to);
  const seen = new Set<string>();
  const open = [{ at: readers, before: start, text: '' }];
  for (const { at, before, text } of open) {
    for (const atom of alphabet.atoms) {
      const [firsts = [], betweens = [], seconds = []] = at.map((position) => [...step(position, before, atom).keys()]);
      const context = contexts.length > 1 ? atom : start;
      const next = firsts
        .filter((to) => returns(to, one))
        .flatMap((first) => betweens.filter((to) => leads(to, other)).map((between) => [first, between] as const))
        .flatMap(([first, between]) =>
          seconds.filter((to) => returns(to, other)).map((second): Readers => [first, between, second]),
        );
      for (const [first, between, second] of next) {
        const longer = text + alphabet.sample(atom);
        if (first === one && between === other && second === other && context === start) return longer;
        const name = `${first} ${between} ${second} ${context}`;
        if (!seen.has(name)) open.push({ at: [first, between, second], before: context, text: longer });
        seen.add(name);
      }
    }
  }
  return null;
}
