/** A name and what it means, one below the other in help. */
export type HelpRow = readonly [name: string, meaning: string];

/** Widths of help on terminals: narrower ones wrap by themselves, longer lines are hard to read. */
const limits = { narrowest: 60, widest: 100 } as const;
/** A name longer than this gets a line of its own. */
const widestName = 28;

/** @param terminal its columns; undefined when the output is no terminal */
export function helpColumns(terminal: number | undefined): number {
  return Math.min(Math.max(terminal ?? limits.widest, limits.narrowest), limits.widest);
}

/** Wraps paragraphs; lines that begin with two spaces stay as they are. */
export function wrapped(text: string, columns: number): string {
  const paragraphs = text.split(/\n{2,}/);
  return paragraphs
    .map((paragraph) => (/^ {2}/m.test(paragraph) ? paragraph : filled(paragraph, columns)))
    .join('\n\n');
}

/** Two columns, names and meanings, with the meanings wrapped. */
export function columnsOf(rows: readonly HelpRow[], columns: number): string {
  const indent = 2;
  const gap = 3;
  const widths = rows.map(([name]) => name.length).filter((width) => width <= widestName);
  const left = indent + Math.max(0, ...widths) + gap;
  const lines = rows.map(([name, meaning]) => {
    const text = filled(meaning, columns - left).replaceAll('\n', `\n${' '.repeat(left)}`);
    const start = `${' '.repeat(indent)}${name}`;
    return start.length + gap <= left ? start.padEnd(left) + text : `${start}\n${' '.repeat(left)}${text}`;
  });
  return lines.join('\n');
}

function filled(paragraph: string, columns: number): string {
  const lines: string[] = [];
  for (const word of paragraph.split(/\s+/)) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= columns;
    if (fits) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
