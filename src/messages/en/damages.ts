import { type Damage, lossesIn } from '../../documents/heal/damage.ts';
import type { RefusalDetails } from '../../refusal.ts';
import { listFormatIn } from '../formats.ts';

const names: Readonly<Record<Damage, string>> = {
  archive: 'an archive or e-mail around it',
  encoding: 'another character encoding',
  'line-ends': 'other line ends',
  'line-breaks': 'line breaks inside the text',
  spaces: 'changed spaces',
  quoting: 'quote marks in front of the lines',
  'text-around': 'other text around it',
  escaping: 'escaped characters',
  base64: 'an encoding for e-mail',
  markup: 'HTML markup',
  typography: 'typographic quotation marks or other replaced characters',
  'envelope-lost': 'missing first or last lines',
  form: 'rewritten XML',
  'signature-incomplete': 'an incomplete signature',
  'start-missing': 'its beginning missing',
  'end-missing': 'its end missing',
  'field-missing': 'a field missing',
  'characters-lost': 'characters missing',
};

const list = listFormatIn('en');

/**
 * @param damages of the details of `file-damaged`; unknown ones are left out
 * @returns for example `line breaks inside the text and changed spaces`; null when nothing is known
 */
export function damagesIn(damages: unknown): string | null {
  if (!Array.isArray(damages)) return null;
  const known = damages.flatMap((damage: Damage) => names[damage] ?? []);
  return known.length === 0 ? null : list(known);
}

/** @returns what is wrong with a file that is refused as `file-damaged` */
export function damageText({ damages, missing, part }: RefusalDetails): string {
  const known = damagesIn(lossesIn(damages, { missing, part }));
  return [
    known ? `It arrived with ${known}.` : '',
    missing ? `The signature lacks ${missing === 1 ? 'one character' : `${missing} characters`}.` : '',
    part ? `The field ${part} is missing or cannot be read.` : '',
    known || missing || part ? '' : 'One or more characters are not what was signed.',
    'What was signed cannot be restored from it.',
  ]
    .filter((text) => text !== '')
    .join(' ');
}
