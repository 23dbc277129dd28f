import type { RecoveryTexts } from '../en/recovery.ts';

export const recovery: RecoveryTexts = {
  missing: {
    title: 'Diese Seite ist nicht vollständig',
    text: 'Ein Teil ließ sich nicht laden: Es gibt keine Verbindung, oder der Server wird gerade aktualisiert. Was Sie früher eingegeben haben, ist noch auf diesem Gerät. Die Seite versucht es von selbst noch einmal.',
  },
  broken: {
    title: 'Diese Seite startet hier nicht',
    text: 'Vielleicht ist der Browser zu alt. Aktualisieren Sie ihn oder öffnen Sie die Seite in einem anderen. Was Sie früher eingegeben haben, ist noch auf diesem Gerät.',
  },
  reload: 'Neu laden',
};
