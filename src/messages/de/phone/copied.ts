import type { copied as english } from '../../en/phone/copied.ts';

export const copied: typeof english = {
  begin: 'Einen abgeschriebenen Code eintippen',
  title: 'Tippen Sie den Code vom Computer ein',
  text: 'Gruppe für Gruppe, so wie Sie ihn abgeschrieben haben. Sie können jederzeit aufhören: Was Sie getippt haben, bleibt hier.',
  kinds: {
    installation: 'Das ist ein Installationscode.',
    return: 'Das ist ein Rückgabecode.',
  },
  product: (name) => `Für ${name}`,
  proceed: 'Weiter',
  giveBack: 'Lizenz zurückgeben',
  working: 'Einen Moment\u00a0…',

  answer: {
    title: 'Schreiben Sie den Bestätigungscode ab',
    text: 'Schreiben Sie ihn ab, oder drucken Sie ihn, und tippen Sie ihn am Computer ein. Er bleibt hier, bis Sie ihn entfernen.',
    sheet: (button) => `Tippen Sie diesen Code am Computer mit dieser ID ein. Wählen Sie dort „${button}“.`,
    again: 'Eine andere Lizenz für diesen Computer anfordern',
    askRemove: 'Diesen Code von diesem Gerät entfernen? Erst, nachdem der Computer „Vielen Dank!“ gesagt hat.',
  },

  inList: 'als Code',
  notExported: (count) =>
    count === 1
      ? 'Der Code, den Sie eingetippt haben, ist nicht in der Datei. Er bleibt auf diesem Gerät.'
      : `Die ${count} Codes, die Sie eingetippt haben, sind nicht in der Datei. Sie bleiben auf diesem Gerät.`,
  notSerial: 'Das ist der Installationscode eines Computers, keine Seriennummer.',
  useAsCode: 'Als Installationscode verwenden',
};
