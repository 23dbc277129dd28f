import { type Code, quietPath, quietZone } from '../../../src/transfer/code.ts';

/**
 * Draws a code as an SVG picture of one path on white, with its quiet zone.
 *
 * @param scale pixels a module, unless the page sets a size
 * @param title for screen readers
 */
export function svgOf(code: Code, scale: number, title: string): string {
  const side = code.size + 2 * quietZone;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side * scale}" height="${side * scale}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">`,
    `<title>${escaped(title)}</title>`,
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/>`,
    `<path d="${quietPath(code)}"/>`,
    '</svg>\n',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? '');
}
