import type { codes as english } from '../en/codes.ts';

export const codes: typeof english = {
  kinds: {
    installation: 'Installationscode',
    confirmation: 'Bestätigungscode',
    return: 'Rückgabecode',
  },

  entry: {
    group: (place, count) => (count === null ? `Gruppe\u00a0${place}` : `Gruppe\u00a0${place} von\u00a0${count}`),
    hint: 'Jede Gruppe hat sechs Zeichen. Groß und klein, Leerzeichen und Bindestriche sind gleich, O gilt als 0, I und L als 1. Sie können auch den ganzen Code einfügen oder scannen.',
    progress: (right, count) =>
      count === null
        ? 'Die erste Gruppe sagt, wie lang der Code ist.'
        : right === count
          ? `Alle ${count}\u00a0Gruppen stimmen.`
          : `${right} von ${count}\u00a0Gruppen stimmen.`,
    wrong: 'So wurde die Gruppe nicht angegeben. Vergleichen Sie Zeichen für Zeichen.',
    foreign: (characters) =>
      characters.length === 1
        ? `„${characters[0]}“ kommt in Codes nicht vor.`
        : `${characters.map((one) => `„${one}“`).join(', ')} kommen in Codes nicht vor.`,
    tooMany: (count) => (count === 1 ? 'Ein Zeichen zu viel.' : `${count}\u00a0Zeichen zu viel.`),
    missing: (count) => (count === 1 ? 'Ein Zeichen fehlt.' : `${count}\u00a0Zeichen fehlen.`),
    keyboard: 'Auf dieser Tastatur sind Y und Z vertauscht.',
    suggestion: 'Meinen Sie',
    useSuggestion: (group) => `${group} übernehmen`,
    later: (place) => `Das ist Gruppe\u00a0${place + 1}. Wurde Gruppe\u00a0${place} ausgelassen?`,
    earlier: (place) => `Das ist Gruppe\u00a0${place - 1}. Steht davor eine Gruppe zu viel?`,
    twice: (place) => `Das ist noch einmal Gruppe\u00a0${place - 1}.`,
    swapped: (place) => `Die Gruppen\u00a0${place} und\u00a0${place + 1} sind vertauscht.`,
    surplus: (count) => `Der Code hat ${count}\u00a0Gruppen, diese ist zu viel.`,
    insert: (place) => `Platz für Gruppe\u00a0${place} machen`,
    remove: 'Diese Gruppe entfernen',
    removeOther: (place) => `Entfernen, was bei Gruppe\u00a0${place} steht`,
    swap: 'Zurücktauschen',
    undo: 'Rückgängig',
    inserted: (place) => `Für Gruppe\u00a0${place} ist jetzt Platz.`,
    removed: 'Die Gruppe ist entfernt.',
    swappedNow: 'Die Gruppen sind getauscht.',
    undone: 'Alles ist wie vorher.',
    filled: (count) => (count === 1 ? 'Eine Gruppe übernommen.' : `${count}\u00a0Gruppen übernommen.`),
    complete: 'Der Code ist vollständig.',
    clear: 'Von vorn beginnen',
  },

  reading: {
    spelling: 'Buchstabieren',
    alphabets: {
      international: 'Funkalphabet: Alfa, Bravo',
      cities: 'Deutsch: Aachen, Berlin',
      names: 'Deutsch, früher: Anton, Berta',
      letters: 'Nur die Buchstaben',
    },
    controls: 'Gruppe für Gruppe',
    play: 'Vorlesen',
    goOn: 'Weiterlesen',
    pause: 'Anhalten',
    repeat: 'Wiederholen',
    back: 'Vorige Gruppe',
    next: 'Nächste Gruppe',
    say: (place, words) => `Gruppe ${place}: ${words.join(', ')}.`,
    states: {
      reading: (place, count) => `Gruppe\u00a0${place} von\u00a0${count} wird vorgelesen`,
      paused: (place, count) => `Bei Gruppe\u00a0${place} von\u00a0${count}`,
      ended: 'Der ganze Code ist vorgelesen.',
    },
    print: 'Drucken',
  },

  sheet: {
    computer: 'Computer-ID',
    product: 'Produkt',
    date: 'Datum',
    groups: (count) => `${count}\u00a0Gruppen zu sechs Zeichen. Die Buchstaben O, I, L und U kommen nicht vor.`,
  },
};
