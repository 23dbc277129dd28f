/** Prints a line. */
export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a heading. */
export function sayTitle(title: string): void {
  say(`\n### ${title}\n`);
}

/** Prints an aligned Markdown table whose first row is the head. Numbers are already formatted. */
export function sayTable(rows: readonly (readonly string[])[]): void {
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `| ${columns.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  say(head);
  say(`|${columns.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of body) say(row);
}

/** Shows the current measurement on a terminal; prints nothing to a file. */
export function sayWorking(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what}`);
}

/** @returns such as `1.04` */
export function ratio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 1) : 'never';
}

/** @param share 0 to 1 */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** @returns the value below which that fraction of the values lies */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
