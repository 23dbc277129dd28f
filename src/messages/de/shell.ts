import type { Messages } from '../en/wizard.ts';

export const shell: Messages['shell'] = {
  more: 'Mehr',
  computers: 'Meine Computer',
  exchange: 'Liste für ein anderes Gerät speichern',
  settings: 'Einstellungen und Info',
  role: 'Wofür dieses Gerät da ist',
  roles: { machine: 'An diesem Computer', courier: 'Gerät mit Internet' },
  worksOffline: 'Funktioniert ohne Internet',
  step: (step, steps) => `Schritt ${step} von ${steps}`,
  hint: (product) => `Der Computer, auf dem ${product} läuft, braucht kein Internet.`,
  timeLeft: 'Verbleibende Zeit',
};
