/** More values, and deeper in each other, than the body of any call has. */
const MOST_VALUES = 4096;
const DEEPEST = 32;

/**
 * Finds out whether a text may be parsed as JSON at little cost: 64 KiB of nothing but brackets and names take milliseconds.
 * Linear, and short for such texts.
 *
 * @param json any text
 */
export function isWithinBounds(json: string): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character !== ',') continue;
    values += 1;
    if (depth > DEEPEST || values > MOST_VALUES) return false;
  }
  return true;
}

/** @param start index of the opening quote @returns the index of the closing one; of the last character where there is none */
export function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end > 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? json.length - 1 : end;
}

function isEscaped(json: string, quote: number): boolean {
  let first = quote;
  while (json[first - 1] === '\\') first -= 1;
  return (quote - first) % 2 === 1;
}
