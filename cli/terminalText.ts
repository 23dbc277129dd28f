import type { Streams } from './command.ts';

/**
 * Characters that could rewrite the terminal, hide text or change its order: control characters and escape sequences, marks of
 * direction, invisible ones.
 */
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** As {@link unprintable}, but lines and tabs remain. */
const unprintableInLines = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Replaces the characters that a line of text for a terminal must not contain. */
export function printableLine(text: string): string {
  return text.replace(unprintable, '\u{FFFD}');
}

/** Details name what was found in files and answers. A line break there must not look like another message. */
export function printableDetails<Details extends object>(details: Details): Details {
  const entries = Object.entries(details).map(([name, value]) => [name, printableDetail(value)] as const);
  return Object.fromEntries(entries) as Details;
}

function printableDetail(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printableDetail);
  return typeof value === 'string' ? printableLine(value) : value;
}

/** @returns JSON for people and scripts, with escapes for what could rewrite a terminal */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(unprintableInLines, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(''),
  );
}

function escapeOf(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, '0')}`;
}

/**
 * What a command writes as text has passed here: values in it come from files, services and other people. Bytes, such as
 * files and the terminal's own sequences, stay exact.
 */
export function printableStreams<Some extends Streams>(streams: Some): Some {
  const replaced = { stdout: printable(streams.stdout), stderr: printable(streams.stderr) };
  // Copies no value: a stream may be opened at its first use.
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(streams),
      ...Object.getOwnPropertyDescriptors(replaced),
    },
  ) as Some;
}

function printable(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (content: string | Uint8Array, ...rest: readonly unknown[]) =>
    Reflect.apply(stream.write, stream, [
      typeof content === 'string' ? content.replace(unprintableInLines, '\u{FFFD}') : content,
      ...rest,
    ]);
  return new Proxy(stream, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** @returns bytes of a sequence that controls the terminal */
export function terminalSequence(text: string): Uint8Array {
  return Buffer.from(text);
}
