import { gzipSync, zipSync } from 'fflate';
import { tarOf } from './tar.ts';

/** What mail programs, chats, editors, shells and archives do to a file. Each takes any bytes. */
export type DamageTo = (file: Uint8Array) => Uint8Array;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Damage to a text. Bytes that are no text stay as they are, as an editor would refuse them. */
function text(change: (text: string) => string): DamageTo {
  return (file) => {
    try {
      return utf8(change(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)));
    } catch {
      return file;
    }
  };
}

/** Damage to each line, without line end. */
const lines = (change: (line: string, at: number) => string): DamageTo =>
  text((all) =>
    all
      .trimEnd()
      .split(/\r\n|\r|\n/)
      .map(change)
      .join('\n'),
  );

const base64 = (file: Uint8Array): string => Buffer.from(file).toString('base64');
const wrapped = (all: string, column: number, end = '\n'): string =>
  (all.match(new RegExp(`.{1,${column}}`, 'gsu')) ?? []).join(end);
const escapeHtml = (all: string): string =>
  all.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function utf16(file: Uint8Array, isLittle: boolean, mark: string): Uint8Array {
  const bytes = Buffer.from(mark + new TextDecoder().decode(file), 'utf16le');
  return Uint8Array.from(isLittle ? bytes : bytes.swap16());
}

/** Breaks lines at spaces where it can, as mail programs do. */
function wordWrapped(all: string, column: number): string {
  return all
    .split('\n')
    .map((line) => {
      let out = '';
      let length = 0;
      for (const word of line.split(' ')) {
        if (length > 0 && length + word.length > column) {
          out += '\n';
          length = 0;
        } else if (length > 0) out += ' ';
        out += word;
        length += word.length + 1;
      }
      return out;
    })
    .join('\n');
}

/** Quoted-printable with soft breaks. */
function quotedPrintable(file: Uint8Array): string {
  const escaped = [...file].map((byte) =>
    byte === 0x0a
      ? '\n'
      : byte === 0x3d || byte > 0x7e
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
  );
  const out: string[] = [];
  let length = 0;
  for (const unit of escaped) {
    if (unit === '\n') length = 0;
    else if (length + unit.length > 75) {
      out.push('=\r\n');
      length = 0;
    }
    out.push(unit);
    if (unit !== '\n') length += unit.length;
  }
  return out.join('');
}

const mailHead = 'From: vendor@example.com\r\nTo: anna@example.com\r\nSubject: Your license\r\nMIME-Version: 1.0\r\n';

function mail(contentType: string, encoding: string, body: string): Uint8Array {
  return utf8(`${mailHead}Content-Type: ${contentType}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`);
}

const asText = (file: Uint8Array): string => new TextDecoder().decode(file);

const upperHalf = (encoding: string): string =>
  new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at));
const codePage850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const latin1 = Array.from({ length: 128 }, (_, at) => String.fromCharCode(0x80 + at)).join('');
const macRoman = upperHalf('macintosh');

/** UTF-8 read as a code page, as consoles do. Files that are no text stay as they are. */
function shownIn(upper: string, file: Uint8Array): Uint8Array {
  if (file.includes(0)) return file;
  return utf8([...file].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : upper[byte - 0x80])).join(''));
}

/** Damages that take nothing from the content: healing undoes each of them, alone. */
export const damages: Readonly<Record<string, DamageTo>> = {
  'last newline lost': text((all) => all.trimEnd()),
  'byte order mark': text((all) => `\ufeff${all}`),
  CRLF: text((all) => all.replaceAll('\n', '\r\n')),
  'CR alone': text((all) => all.replaceAll('\n', '\r')),
  'CR CR LF': text((all) => all.replaceAll('\n', '\r\r\n')),
  'extra blank lines': text((all) => all.replaceAll('\n', '\n\n')),
  'blank lines around': text((all) => `\n\n${all}\n\n`),
  'newlines to spaces': text((all) => all.replaceAll('\n', ' ')),
  'newlines lost': text((all) => all.replaceAll('\n', '')),
  'newlines to tabs': text((all) => all.replaceAll('\n', '\t')),
  'line separators': text((all) => all.replaceAll('\n', '\u2028')),
  indented: lines((line) => `    ${line}`),
  'indented by tabs': lines((line) => `\t\t${line}`),
  'trailing spaces': lines((line) => `${line}  `),
  'UTF-16 LE with mark': (file) => utf16(file, true, '\ufeff'),
  'UTF-16 LE without mark': (file) => utf16(file, true, ''),
  'UTF-16 BE with mark': (file) => utf16(file, false, '\ufeff'),
  'UTF-16 BE without mark': (file) => utf16(file, false, ''),
  'NUL at the end': (file) => Uint8Array.from([...file, 0, 0]),
  'wrapped at 76': text((all) => wrapped(all, 76)),
  'wrapped at 64 with CRLF': text((all) => wrapped(all, 64, '\r\n')),
  'wrapped at 20': text((all) => wrapped(all, 20)),
  'wrapped at 100, indented': text((all) => wrapped(all, 100, '\n    ')),
  'words wrapped at 72': text((all) => wordWrapped(all, 72)),
  'words wrapped at 40': text((all) => wordWrapped(all, 40)),
  'format=flowed': text((all) => wordWrapped(all, 72).replaceAll('\n', ' \n')),
  'quoted > ': lines((line) => `> ${line}`),
  'quoted >>': lines((line) => `>>${line}`),
  'quoted > > ': lines((line) => `> > ${line}`),
  'quoted | ': lines((line) => `| ${line}`),
  'greeting and signature around': text(
    (all) => `Dear Anna,\n\nhere is your license:\n\n${all}\nBest regards\n-- \nOrrery Ltd.\n`,
  ),
  'quoted with an answer above': text(
    (all) => `Thanks!\n\nOn Mon, 23 Nov 2026 at 10:00, Vendor wrote:\n${all.replace(/^/gm, '> ')}\n--\nAnna`,
  ),
  'Markdown fence': text((all) => `Here:\n\`\`\`xml\n${all}\`\`\`\n`),
  'Markdown backticks': lines((line) => `\`${line}\``),
  'Markdown indent': lines((line) => `    ${line}`),
  'chat prefix on the first line': text((all) => `[12:03] Anna: ${all}`),
  'chat prefix on each line': lines((line, at) => `[12:${10 + at}] Anna: ${line}`),
  'no-break spaces': text((all) => all.replaceAll(' ', '\u00a0')),
  'zero-width spaces': text((all) => all.replaceAll('><', '>\u200b<').replaceAll('Value', 'Va\u200blue')),
  'soft hyphens': text((all) => all.replaceAll('Version', 'Ver\u00adsion')),
  'word joiners in the signature': text((all) => all.replace(/([A-Za-z0-9+/]{20})(?=[A-Za-z0-9+/]{20})/g, '$1\u2060')),
  'curly quotes': text((all) => all.replace(/"([^"]*)"/g, '\u201c$1\u201d')),
  'German quotes': text((all) => all.replace(/"([^"]*)"/g, '\u201e$1\u201c')),
  'curly quotes, some turned the wrong way': text((all) =>
    all.replace(/(^|[\s=(])"/g, '$1\u201c').replaceAll('"', '\u201d'),
  ),
  'ligatures of a PDF': text((all) =>
    all.replaceAll('ff', '\ufb00').replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02'),
  ),
  'UTF-8 shown in code page 850': (file) => shownIn(codePage850, file),
  'UTF-8 shown in code page 437': (file) => shownIn(codePage437, file),
  'UTF-8 shown in Mac Roman': (file) => shownIn(macRoman, file),
  'no-break spaces, shown in Windows-1252': (file) => shownIn(latin1, damages['no-break spaces']?.(file) ?? file),
  'curly quotes, shown in Mac Roman': (file) => shownIn(macRoman, damages['curly quotes']?.(file) ?? file),
  'curly quotes, in an attachment': (file) =>
    mail('application/octet-stream', 'base64', base64(damages['curly quotes']?.(file) ?? file)),
  'padded with zeros in front': (file) => Uint8Array.from([...new Uint8Array(512), ...file]),
  'French quotes': text((all) => all.replace(/"([^"]*)"/g, '\u00ab\u00a0$1\u00a0\u00bb')),
  'French quotes with spaces': text((all) => all.replace(/"([^"]*)"/g, '\u00ab $1 \u00bb')),
  'hyphens autocorrected': text((all) => all.replaceAll('--', '\u2014')),
  'namespace prefix': text((all) =>
    all.replace(/<(\/?)([A-Za-z])/g, '<$1ns0:$2').replace('root', 'root xmlns:ns0="x"'),
  ),
  'versions linked by Slack': text((all) => all.replace('"5.2"', '"<http://5.2|5.2>"')),
  'versions linked by Markdown': text((all) => all.replace('"5.2"', '"[5.2](http://5.2/)"')),
  'pane of a terminal': text((all) =>
    wrapped(all, 78)
      .split('\n')
      .map((line) => `\u2502${line.padEnd(78)}\u2502`)
      .join('\n'),
  ),
  guillemets: text((all) => all.replace(/"([^"]*)"/g, '\u00ab$1\u00bb')),
  'single quotes': text((all) => all.replaceAll('"', "'")),
  'pretty-printed': text((all) => all.replaceAll('><', '>\n  <')),
  'space before />': text((all) => all.replaceAll('/>', ' />')),
  'pairs for empty elements': text((all) => all.replace(/<([A-Za-z]+)((?: [A-Za-z]+="[^"]*")*)\/>/g, '<$1$2></$1>')),
  'attributes on lines of their own': text((all) => all.replace(/ ([A-Za-z]+)="/g, '\n      $1="')),
  'attributes in reverse order': text((all) =>
    all.replace(
      /<(Entitlement|Binding|Key) ([^/>]*)\/>/g,
      (_all, name, attributes) =>
        `<${name} ${attributes
          .match(/\w+="[^"]*"/g)
          .reverse()
          .join(' ')}/>`,
    ),
  ),
  'spaces around =': text((all) => all.replace(/([a-z])="/gi, '$1 = "')),
  'standalone="no"': text((all) => all.replace('?>', ' standalone="no"?>')),
  'encoding in lower case': text((all) => all.replace('UTF-8', 'utf-8')),
  'declaration lost': text((all) => all.replace(/^<\?xml[^>]*>\s*/, '')),
  'root lost': text((all) => all.replace(/<root>\s*/, '').replace(/<\/root>\s*/, '')),
  'only the two inner lines': text((all) =>
    all
      .replace(/^<\?xml[^>]*>\s*/, '')
      .replace(/<root>\s*/, '')
      .replace(/<\/root>\s*/, ''),
  ),
  'last line lost': text((all) => all.replace(/<\/root>\s*$/, '')),
  'signature end lost': text((all) => all.replace(/<\/Signature>\s*<\/root>\s*$/, '')),
  'padding lost': text((all) => all.replaceAll('==</S', '</S')),
  'padding halved': text((all) => all.replaceAll('==</S', '=</S')),
  'signature in base64url': text((all) =>
    all.replace(/>([A-Za-z0-9+/]{86})==</, (_all, one) => `>${one.replaceAll('+', '-').replaceAll('/', '_')}<`),
  ),
  'signature wrapped': text((all) => all.replace(/>([A-Za-z0-9+/]{40})([A-Za-z0-9+/]{46}==)</, '>\n  $1\n  $2\n  <')),
  'HTML escaped': text(escapeHtml),
  'HTML escaped twice': text((all) => escapeHtml(escapeHtml(all))),
  'HTML numeric references': text((all) => all.replace(/[<>"&]/g, (one) => `&#${one.charCodeAt(0)};`)),
  'HTML hexadecimal references': text((all) =>
    all.replace(/[<>"&]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  ),
  'HTML <pre>': text(
    (all) => `<html><head><style>p {}</style></head><body><p>Hi</p><pre>${escapeHtml(all)}</pre></body></html>`,
  ),
  'HTML <br>': text((all) => `<p>${escapeHtml(all).replaceAll('\n', '<br>')}</p>`),
  'HTML with highlighting': text((all) =>
    escapeHtml(all)
      .replace(/&lt;(\/?)([A-Za-z]+)/g, '<span class="p">&lt;$1</span><span class="nt">$2</span>')
      .replaceAll('\n', '<br/>\n'),
  ),
  'HTML &nbsp;': text((all) => escapeHtml(all).replaceAll(' ', '&nbsp;')),
  'line breaks as <br> in place': text((all) => all.replaceAll('\n', '<br>\n')),
  'HTML parser’s names': text((all) =>
    all
      .replace(/<(\/?)([A-Za-z]+)/g, (_all, slash, name) => `<${slash}${name.toLowerCase()}`)
      .replace(/ ([A-Z][A-Za-z]+)=/g, (one) => one.toLowerCase()),
  ),
  'quoted-printable': (file) => utf8(quotedPrintable(file)),
  'percent-encoding': text(encodeURIComponent),
  'form data': text((all) => `license=${new URLSearchParams({ a: all }).toString().slice(2)}`),
  'JSON string': text((all) => JSON.stringify({ license: all })),
  'JSON twice': text((all) => JSON.stringify(JSON.stringify({ license: all }))),
  'JSON with \\u003c': text((all) => JSON.stringify(all).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')),
  'Markdown escapes': text((all) => all.replace(/[<>_*]/g, '\\$&')),
  'PowerShell escapes': text((all) => all.replaceAll('"', '`"')),
  'CSV cell': text((all) => `name,license\nAnna,"${all.replaceAll('"', '""')}"\n`),
  'cat -n': lines((line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  'grep -n': lines((line, at) => `${at + 1}:${line}`),
  'diff +': lines((line) => `+${line}`),
  'comment //': lines((line) => `// ${line}`),
  'terminal colors': lines((line) => `\u001b[32m${line}\u001b[0m`),
  zip: (file) => zipSync({ 'license.lic': file }),
  'zip, stored, in folders': (file) => zipSync({ a: { b: { 'license.lic': [file, { level: 0 }] } } }),
  'zip of macOS': (file) => zipSync({ 'license.lic': file, __MACOSX: { '._license.lic': Uint8Array.of(0, 5, 22, 7) } }),
  'zip in zip': (file) => zipSync({ 'a.zip': zipSync({ 'license.lic': file }) }),
  tar: (file) => tarOf({ 'license.lic': file }),
  'tar.gz of macOS, in a folder': (file) =>
    gzipSync(tarOf({ 'a/': new Uint8Array(), 'a/._license.lic': Uint8Array.of(0, 5, 22, 7), 'a/license.lic': file })),
  gzip: (file) => gzipSync(file, { filename: 'license.lic' }),
  base64: (file) => utf8(base64(file)),
  'base64 in lines': (file) => utf8(wrapped(base64(file), 76)),
  'PEM armor': (file) => utf8(`-----BEGIN LICENSE-----\n${wrapped(base64(file), 64)}\n-----END LICENSE-----\n`),
  'data URL': (file) => utf8(`data:application/octet-stream;base64,${base64(file)}`),
  hexadecimal: (file) => utf8(Buffer.from(file).toString('hex')),
  'mail with the text inline': (file) =>
    mail('text/plain; charset=utf-8', '8bit', asText(file).replaceAll('\n', '\r\n')),
  'mail in quoted-printable': (file) => mail('text/plain; charset=utf-8', 'quoted-printable', quotedPrintable(file)),
  'mail with an attachment': (file) =>
    mail(
      'multipart/mixed; boundary="=_b1"',
      '7bit',
      `--=_b1\r\nContent-Type: text/plain\r\n\r\nHello Anna, your license is attached.\r\n--=_b1\r\nContent-Type: application/octet-stream; name="license.lic"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrapped(base64(file), 76, '\r\n')}\r\n--=_b1--\r\n`,
    ),
  'mail as text and HTML': (file) =>
    mail(
      'multipart/alternative; boundary=b2',
      '7bit',
      `--b2\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(file)}\r\n--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(utf8(`<html><body><pre>${escapeHtml(asText(file))}</pre></body></html>`))}\r\n--b2--`,
    ),
  'mail forwarded as attachment': (file) =>
    mail(
      'multipart/mixed; boundary=b3',
      '7bit',
      `--b3\r\nContent-Type: message/rfc822\r\n\r\n${asText(mail('application/octet-stream', 'base64', wrapped(base64(file), 76)))}\r\n--b3--`,
    ),
  'mbox >From': text((all) => `From vendor Mon Nov 23 10:00:00 2026\n\n>From the vendor:\n${all}`),
  'rich text with a link': text(
    (all) =>
      `{\\rtf1\\ansi ${all
        .replace('"5.2"', '"{\\field{\\*\\fldinst{HYPERLINK "http://5.2"}}{\\fldrslt{5.2}}}"')
        .replaceAll('\n', '\\par\n')
        .replace(/[^ -~\n]/g, (one) => `\\u${one.charCodeAt(0)}?`)}}`,
  ),
  'rich text': text(
    (all) =>
      `{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Arial;}}\\f0\\fs24 ${[...all].map((one) => (/[\\{}]/.test(one) ? `\\${one}` : one === '\n' ? '\\par\n' : one > '~' ? `\\u${one.charCodeAt(0)}?` : one)).join('')}}`,
  ),
};
