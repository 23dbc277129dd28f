import { gzipSync, zipSync } from 'fflate';

/** Bytes of the longest request or receipt that may be sent. */
const LONGEST = 32_768;
const encode = (text: string) => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array) => encode(Buffer.from(bytes).toString('base64'));

/**
 * What looks for the most work: the units from which healing's growth is tested, repeated as often as they may be sent, and as
 * often as they fit into an archive.
 *
 * @param document a signed file of the expected type
 */
export function hostileBodies(document: string): Readonly<Record<string, Uint8Array>> {
  const bodies: Record<string, Uint8Array> = {
    'long value': encode(
      document.replace(/(ProductVersion Value|LicenseID Value)="[^"]*"/, `$1="${'a\n'.repeat(15_000)}"`),
    ),
    'many bindings': encode(
      document.replace(/<\/(\w+)>\n<Sig/, `${'<Binding Key="disk" Value="A"/>'.repeat(900)}</$1>\n<Sig`),
    ),
    'wrong signature': encode(
      document.replace(/(KeyId="[^"]*">)(.)/, (_, head, one) => head + (one === 'A' ? 'B' : 'A')),
    ),
    'one wrapped document': encode(document.replace(/.{60}/g, '$&\n')),
  };
  for (const [name, unit] of Object.entries(unitsOf(document))) {
    const repeated = (length: number) => unit.repeat(Math.ceil(length / unit.length));
    bodies[name] = encode(repeated(LONGEST)).subarray(0, LONGEST);
    const file = encode(repeated(1 << 20));
    const archives = {
      gzip: gzipSync(file, { level: 9 }),
      zip: zipSync(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}`, encode(repeated(5000))]))),
    };
    for (const [kind, archive] of Object.entries(archives)) {
      if (archive.length <= LONGEST) bodies[`${kind} of ${name}`] = archive;
      const armored = base64(archive);
      if (armored.length <= LONGEST) bodies[`base64 of ${kind} of ${name}`] = armored;
    }
  }
  return bodies;
}

function unitsOf(document: string): Readonly<Record<string, string>> {
  return {
    tags: '<',
    beginnings: '<License id="Terms">',
    'open values': '<License id="Terms"><LicenseID Value="',
    'escaped tags': '&amp;lt;',
    'quoted-printable': '=3D"',
    'percent escapes': '%3C',
    'backslash escapes': '\\"',
    'numbered lines': '12: <a\n',
    'line breaks': '<br>',
    paragraphs: '<p><br>&nbsp;',
    'beginnings of base64': 'PD94bWwg',
    'rich text': '{\\rtf1',
    'curly quotes': ' Value=“x"',
    documents: document,
    'wrapped documents': document.replace(/.{40}/g, '$&\n'),
    'escaped documents': document.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    'documents in base64': `${Buffer.from(document).toString('base64')}\n`,
  };
}
