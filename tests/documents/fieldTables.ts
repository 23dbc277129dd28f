import { readFileSync } from 'node:fs';
import { activationReceiptDeclaration } from '../../src/documents/activationReceipt.ts';
import { keysetDeclaration } from '../../src/documents/keyset.ts';
import { licenseDeclaration } from '../../src/documents/license.ts';
import type { Declaration } from '../../src/documents/payload/declaration.ts';
import type { Attribute, Field, FieldTable } from '../../src/documents/payload/fields.ts';
import { requestDeclaration } from '../../src/documents/request.ts';
import { returnReceiptDeclaration } from '../../src/documents/returnReceipt.ts';

/** A declaration, and the file whose comments describe its fields. */
interface Source {
  readonly declaration: Declaration<FieldTable>;
  readonly file: string;
}

/** Keyed by the name in the marker in docs/format.md. */
const sources: Readonly<Record<string, Source>> = {
  request: { declaration: requestDeclaration, file: 'src/documents/request.ts' },
  license: { declaration: licenseDeclaration, file: 'src/documents/license.ts' },
  keyset: { declaration: keysetDeclaration, file: 'src/documents/keyset.ts' },
  'return-receipt': { declaration: returnReceiptDeclaration, file: 'src/documents/returnReceipt.ts' },
  'activation-receipt': { declaration: activationReceiptDeclaration, file: 'src/documents/activationReceipt.ts' },
};

export const tableNames = Object.keys(sources);

/**
 * @param page Markdown with `<!-- fields:NAME -->` … `<!-- /fields -->` around each table
 * @returns the page with every table generated from the declarations
 */
export function withFieldTables(page: string): string {
  return page.replaceAll(
    /(<!-- fields:([a-z-]+) -->\n).*?(?=<!-- \/fields -->)/gs,
    (whole, marker: string, name: string) => {
      const source = sources[name];
      return source ? `${marker}${tableOf(source)}` : whole;
    },
  );
}

function tableOf({ declaration, file }: Source): string {
  const text = readFileSync(file, 'utf8');
  const rows = Object.entries(declaration.fields).map(([name, field]) => {
    const meaning = [commentAbove(name, text), field.items ? `At most ${field.items.most}.` : ''];
    return [placeOf(field), namesOf(name, field), kindsOf(field), meaning.filter((part) => part !== '').join(' ')];
  });
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`.replace('|  |', '| |'));
  return ['| In order | Name | Kind | Meaning |', '|---|---|---|---|', ...lines, ''].join('\n');
}

function placeOf({ element, isOptional, attributes, items }: Field<unknown>): string {
  const names = attributes.map(attributeName).join(' ');
  return items ? `\`${element}/${items.element}*\` \`${names}\`` : `\`${element}${isOptional ? '?' : ''} ${names}\``;
}

/** Names in JSON: of the field, and of what its items hold. */
function namesOf(name: string, { items }: Field<unknown>): string {
  const names = items?.names ?? [];
  return names.length === 0 ? `\`${name}\`` : `\`${name}\` \`${names.join(' ')}\``;
}

function attributeName({ name, isOptional }: Attribute<unknown>): string {
  return `@${name}${isOptional ? '?' : ''}`;
}

function kindsOf({ attributes }: Field<unknown>): string {
  return attributes.map(({ kind }) => kind.name).join(', ');
}

/** @returns the comment above a field of a declaration, empty when there is none */
function commentAbove(name: string, source: string): string {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\n    ${name}: `, 's').exec(source)?.[1] ?? '';
  return comment.replaceAll(/\s*\n\s*\*? /g, ' ').trim();
}
