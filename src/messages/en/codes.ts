/** Texts about codes that people write down, read out and type; of the wizard and of the admin page. */
export const codes = {
  kinds: {
    installation: 'Installation code',
    confirmation: 'Confirmation code',
    return: 'Return code',
  },

  /** Where a code is typed. */
  entry: {
    group: (place: number, count: number | null) => (count === null ? `Group ${place}` : `Group ${place} of ${count}`),
    hint: 'Six characters in each group. Capitals, spaces and hyphens do not matter, and O counts as 0, I and L as 1. You can also paste or scan the whole code.',
    progress: (right: number, count: number | null) =>
      count === null
        ? 'The first group tells how long the code is.'
        : right === count
          ? `All ${count} groups are right.`
          : `${right} of ${count} groups are right.`,
    wrong: 'This is not the group as it was given. Compare it character by character.',
    foreign: (characters: readonly string[]) =>
      characters.length === 1
        ? `“${characters[0]}” does not occur in a code.`
        : `${characters.map((one) => `“${one}”`).join(', ')} do not occur in a code.`,
    tooMany: (count: number) => (count === 1 ? 'One character too many.' : `${count} characters too many.`),
    missing: (count: number) => (count === 1 ? 'One character is missing.' : `${count} characters are missing.`),
    keyboard: 'On this keyboard, Y and Z are swapped.',
    suggestion: 'Do you mean',
    useSuggestion: (group: string) => `Use ${group}`,
    later: (place: number) => `This is group ${place + 1}. Was group ${place} left out?`,
    earlier: (place: number) => `This is group ${place - 1}. Was one group too many typed before it?`,
    twice: (place: number) => `This is group ${place - 1} once more.`,
    swapped: (place: number) => `Groups ${place} and ${place + 1} are swapped.`,
    surplus: (count: number) => `The code has ${count} groups; this one is too many.`,
    insert: (place: number) => `Make room for group ${place}`,
    remove: 'Remove this group',
    removeOther: (place: number) => `Remove what stands at group ${place}`,
    swap: 'Swap them',
    undo: 'Undo',
    inserted: (place: number) => `There is room for group ${place} now.`,
    removed: 'The group is removed.',
    swappedNow: 'The groups are swapped.',
    undone: 'Everything is as before.',
    filled: (count: number) => (count === 1 ? 'One group taken in.' : `${count} groups taken in.`),
    complete: 'The code is complete.',
    clear: 'Start over',
  },

  /** Where a code is shown to be written down or read out. */
  reading: {
    spelling: 'Spelling',
    alphabets: {
      international: 'International: Alfa, Bravo',
      cities: 'German: Aachen, Berlin',
      names: 'German, earlier: Anton, Berta',
      letters: 'Only the letters',
    },
    controls: 'Group by group',
    play: 'Read aloud',
    goOn: 'Read on',
    pause: 'Pause',
    repeat: 'Repeat',
    back: 'Previous group',
    next: 'Next group',
    say: (place: number, words: readonly string[]) => `Group ${place}: ${words.join(', ')}.`,
    states: {
      reading: (place: number, count: number) => `Reading group ${place} of ${count}`,
      paused: (place: number, count: number) => `At group ${place} of ${count}`,
      ended: 'The whole code was read.',
    },
    print: 'Print',
  },

  /** On paper. */
  sheet: {
    computer: 'Computer ID',
    product: 'Product',
    date: 'Date',
    groups: (count: number) => `${count} groups of six characters. There is no letter O, I, L or U in them.`,
  },
};
