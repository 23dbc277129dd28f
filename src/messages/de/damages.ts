import { type Damage, lossesIn } from '../../documents/heal/damage.ts';
import type { RefusalDetails } from '../../refusal.ts';
import { listFormatIn } from '../formats.ts';

/** In the dative, after “mit”. */
const names: Readonly<Record<Damage, string>> = {
  archive: 'einem Archiv oder einer E-Mail darum',
  encoding: 'anderer Zeichenkodierung',
  'line-ends': 'anderen Zeilenenden',
  'line-breaks': 'Zeilenumbrüchen mitten im Text',
  spaces: 'veränderten Leerzeichen',
  quoting: 'Zitatzeichen vor den Zeilen',
  'text-around': 'anderem Text darum',
  escaping: 'umgeschriebenen Sonderzeichen',
  base64: 'E-Mail-Kodierung',
  markup: 'HTML-Auszeichnung',
  typography: 'typografischen Anführungszeichen oder anderen ersetzten Zeichen',
  'envelope-lost': 'fehlenden ersten oder letzten Zeilen',
  form: 'umgeschriebenem XML',
  'signature-incomplete': 'unvollständiger Signatur',
  'start-missing': 'fehlendem Anfang',
  'end-missing': 'fehlendem Ende',
  'field-missing': 'einem fehlenden Feld',
  'characters-lost': 'fehlenden Zeichen',
};

const list = listFormatIn('de');

/**
 * @param damages of the details of `file-damaged`; unknown ones are left out
 * @returns for example `Zeilenumbrüchen mitten im Text und veränderten Leerzeichen`; null when nothing is known
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
    known ? `Sie kam mit ${known} an.` : '',
    missing ? `In der Signatur ${missing === 1 ? 'fehlt ein' : `fehlen ${missing}`} Zeichen.` : '',
    part ? `Das Feld ${part} fehlt oder ist nicht lesbar.` : '',
    known || missing || part ? '' : 'Mindestens ein Zeichen ist anders, als es signiert wurde.',
    'Daraus lässt sich nicht wiederherstellen, was signiert wurde.',
  ]
    .filter((text) => text !== '')
    .join(' ');
}
