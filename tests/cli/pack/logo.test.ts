import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { logoFault } from '../../../cli/pack/logo.ts';

const dataUrl = (kind: string, content: Uint8Array | string) =>
  `data:image/${kind};base64,${Buffer.from(content as string).toString('base64')}`;
const svg = (inner: string) => dataUrl('svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`);
const png = readFileSync('public/icons/apple-touch-icon.png');

describe('a picture is accepted', () => {
  test.each([
    ['PNG', dataUrl('png', png)],
    ['WebP', dataUrl('webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 '))],
    ['SVG', dataUrl('svg+xml', readFileSync('public/icons/icon.svg'))],
    [
      'SVG behind a declaration and a comment',
      dataUrl('svg+xml', '<?xml version="1.0"?>\n<!-- by hand -->\n<svg></svg>'),
    ],
    ['SVG that refers to itself', svg('<linearGradient id="a"/><use href="#b"/><path fill="url(#a)" id="one"/>')],
    ['SVG with a picture in it', svg(`<image href="${dataUrl('png', png)}"/>`)],
  ])('%s', (_, logo) => {
    expect(logoFault(logo)).toBeNull();
  });
});

describe('a picture is refused', () => {
  test.each([
    ['nothing', 'data:image/png;base64,', 'base64'],
    ['damaged base64', 'data:image/png;base64,iVBOR*', 'base64'],
    ['a JPEG called PNG', dataUrl('png', Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'other-kind'],
    ['a page called SVG', dataUrl('svg+xml', '<!doctype html><svg></svg>'), 'other-kind'],
    ['a script', svg('<script>alert(1)</script>'), 'unsafe'],
    ['a script in upper case', svg('<SCRIPT href="#a"/>'), 'unsafe'],
    ['an event handler', dataUrl('svg+xml', '<svg onload="alert(1)"/>'), 'unsafe'],
    ['an event handler after a slash', svg('<a/onclick=alert(1)>'), 'unsafe'],
    ['a page in it', svg('<foreignObject><p>a</p></foreignObject>'), 'unsafe'],
    ['an entity', dataUrl('svg+xml', '<svg><!DOCTYPE svg [<!ENTITY a "b">]></svg>'), 'unsafe'],
    ['a link', svg('<a href="https://elsewhere.example">a</a>'), 'unsafe'],
    ['a link to a script', svg('<a xlink:href="javascript:alert(1)">a</a>'), 'unsafe'],
    ['a picture from another host', svg('<image href=//elsewhere.example/a.png />'), 'unsafe'],
    ['a page as data', svg('<image href="data:text/html;base64,AAAA"/>'), 'unsafe'],
    ['a font from another host', svg('<style>@import "//elsewhere.example/a.css";</style>'), 'unsafe'],
    ['a fill from another host', svg('<path fill="url( https://elsewhere.example/a.svg#b )"/>'), 'unsafe'],
    ['a style from another file', dataUrl('svg+xml', '<svg><?xml-stylesheet href="a.css"?></svg>'), 'unsafe'],
  ])('%s', (_, logo, error) => {
    expect(logoFault(logo)).toMatchObject({ fault: error });
  });
});
