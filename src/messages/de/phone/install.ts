import type { InstallMessages } from '../../en/phone/install.ts';

export const install: InstallMessages = {
  title: 'Diese App auf den Startbildschirm legen',
  text: 'Dann öffnet sie sich ohne Empfang, und Anfragen und Lizenzen bleiben länger erhalten.',
  steps: {
    'share-menu': 'Tippen Sie im Browser auf „Teilen“, dann auf „Zum Home-Bildschirm“.',
    dock: 'Wählen Sie in der Menüleiste von Safari „Ablage“, dann „Zum Dock hinzufügen“.',
    'browser-menu':
      'Öffnen Sie das Menü des Browsers und wählen Sie „Installieren“ oder „Zum Startbildschirm hinzufügen“.',
  },
  install: 'Installieren',
  close: 'Nein, nicht mehr fragen',
};
