import type { returning as english } from '../en/returning.ts';

const times = (count: number) => (count === 1 ? 'einmal' : count === 2 ? 'zweimal' : `${count}-mal`);

export const returning: typeof english = {
  limits: (perYear, coolDownDays) =>
    coolDownDays === 0
      ? `Ein Computer kann in 365\u00a0Tagen ${times(perYear)} eine Lizenz zurückgeben.`
      : `Ein Computer kann in 365\u00a0Tagen ${times(perYear)} eine Lizenz zurückgeben. Zwischen zwei Rückgaben ${coolDownDays === 1 ? 'muss mindestens 1\u00a0Tag' : `müssen mindestens ${coolDownDays}\u00a0Tage`} liegen.`,
  none: 'Dieser Computer hat in den letzten 365\u00a0Tagen keine Lizenz zurückgegeben.',
  last: (day) => `Dieser Computer hat zuletzt am ${day} eine Lizenz zurückgegeben.`,
  left: (count) =>
    count === 1
      ? 'Das ist die letzte Rückgabe, die ihm vorerst bleibt.'
      : `Ihm bleiben noch ${count}\u00a0Rückgaben, diese eingerechnet.`,
  nextAfter: (day) => `Die nächste ist danach ab dem ${day} möglich.`,
  moves: 'Umzüge auf geänderte Hardware zählen mit. Die kennt nur der Hersteller.',
  asking: 'Der Aktivierungsdienst wird gefragt\u00a0…',
  confirmed: 'Der Aktivierungsdienst bestätigt, dass er die Lizenz jetzt zurücknimmt.',
  unasked: 'Der Aktivierungsdienst lässt sich von hier aus nicht fragen.',
  inForce: 'Nichts hat sich geändert: Die Lizenz gilt auf diesem Computer weiter.',
  later: (day) =>
    `Der Hersteller nimmt diesen Rückgabeschein ab dem ${day} an. Er wartet auf diesem Gerät. Öffnen Sie diese Seite ab dann noch einmal: Sie sendet ihn von selbst.`,
  laterTitle: (day) => `Der Rückgabeschein wartet bis zum ${day}`,
  waitsUntil: (day) => `Wartet bis zum ${day}`,
};
