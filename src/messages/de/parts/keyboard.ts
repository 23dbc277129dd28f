import type { RefusalDetails } from '../../../refusal.ts';
import type { RefusalText } from '../../refusalText.ts';

const languages: Readonly<Record<string, string>> = {
  us: 'Englisch (USA)',
  de: 'Deutsch',
  fr: 'Französisch',
  'de-CH': 'Deutsch (Schweiz)',
  'fr-CH': 'Französisch (Schweiz)',
};

/** A hand scanner types for another keyboard than the computer has. */
export function keyboardText({ scanner, layouts, capsLock }: RefusalDetails): RefusalText {
  const nameOf = (language: unknown) => languages[String(language)] ?? 'eine andere Sprache';
  if (!scanner) {
    return {
      title: 'Die Feststelltaste ist an',
      why: 'Der Scanner tippt den Code, aber dieser Computer vertauscht Groß- und Kleinbuchstaben.',
      next: 'Schalten Sie die Feststelltaste aus und scannen Sie noch einmal.',
    };
  }
  const computer = Array.isArray(layouts) ? layouts.map(nameOf).join(' oder ') : nameOf(layouts);
  const settings = `tellen Sie den Scanner auf die Tastaturbelegung ${computer} ein oder die Tastatur dieses Computers auf ${nameOf(scanner)}, und scannen Sie noch einmal.`;
  return {
    title: 'Der Scanner ist auf eine andere Tastatur eingestellt',
    why: `Er tippt für ${nameOf(scanner)}, und die Tastatur dieses Computers ist auf ${computer} eingestellt${capsLock ? ', mit eingeschalteter Feststelltaste' : ''}. Dabei gingen Zeichen des Codes verloren.`,
    next: capsLock ? `Schalten Sie die Feststelltaste aus. Dann s${settings}` : `S${settings}`,
  };
}
