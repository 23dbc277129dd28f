import { expect } from 'vitest';

/** The structure of a language: keys, functions with their number of parameters, lengths of lists. */
export function shapeOf(value: unknown): unknown {
  if (typeof value === 'function') return `function of ${value.length}`;
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, inner]) => [name, shapeOf(inner)]),
  );
}

/** @returns every text in it that needs no arguments */
export function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

/** Fails if a text contains remains of an unfinished template. */
export function expectReadable(text: string): void {
  expect(text.trim()).toBe(text);
  expect(text).not.toBe('');
  expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid Date|\$\{/);
  expect(text).not.toMatch(/ {2}|["']|\.\.\./);
}
