/** For codes that a person copied from a computer to which nothing but paper may go. */
export const copied = {
  begin: 'Type a code copied from the computer',
  title: 'Type the code from the computer',
  text: 'Type it group by group, as you copied it. You can stop at any time: what you have typed stays here.',
  /** The first group tells. */
  kinds: {
    installation: 'This is an installation code.',
    return: 'This is a return code.',
  },
  product: (name: string) => `For ${name}`,
  proceed: 'Continue',
  giveBack: 'Return the license',
  working: 'One moment…',

  answer: {
    title: 'Copy the confirmation code',
    text: 'Write it down or print it, and type it on the computer. It stays here until you remove it.',
    sheet: (button: string) => `Type this code on the computer with this ID. Choose “${button}” there.`,
    again: 'Order another license for this computer',
    askRemove: 'Remove this code from this device? Do this only after the computer said “Thank you!”.',
  },

  inList: 'as a code',
  notExported: (count: number) =>
    count === 1
      ? 'The code that you typed is not in the file. It stays on this device.'
      : `The ${count} codes that you typed are not in the file. They stay on this device.`,
  notSerial: 'This is the installation code of a computer, not a serial number.',
  useAsCode: 'Use it as installation code',
};
