import { describe, expect, it } from 'vitest';
import { xmlFault } from '../../src/foreign/xmlFault.ts';

const request =
  '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<SystemInfo><IsoCode>en</IsoCode></SystemInfo>\n' +
  '<License id="Terms"><MachineID Value="x &amp; y"/></License>\n</root>\n';
const faultIn = (text: string) => xmlFault(new TextEncoder().encode(text));

describe('another vendor’s XML file', () => {
  it.each([
    ['whole', request],
    ['with a byte order mark', `\ufeff${request}`],
    ['with CR LF', request.replaceAll('\n', '\r\n')],
    ['indented', request.replaceAll('><', '>\n  <')],
    ['too large to be checked', `${request}<`.padEnd(300_000)],
  ])('has no fault: %s', (_, text) => {
    expect(faultIn(text)).toBeNull();
  });

  it.each([
    ['cut in its last tag', request.slice(0, -3), 5],
    ['cut in an attribute', request.slice(0, request.indexOf(' &amp;')), 4],
    ['cut between elements', request.slice(0, request.indexOf('<License')), 2],
    ['with an element’s end lost', request.replace('</License>', ''), 5],
    ['with a sentence after it', `${request}\nSent from my phone`, 7],
    ['with an entity undone', request.replace('en<', 'a & b<'), 3],
    ['with a quotation mark lost', request.replace('y"', 'y'), 4],
  ])('has one: %s', (_, text, line) => {
    expect(faultIn(text)).toBe(line);
  });
});
