/** Codes that a customer reads out on the telephone, and the codes that answer them. */
export const telephone = {
  tasks: { label: 'Task', telephone: 'Activate', 'telephone-return': 'Return a license' },
  clear: 'Clear the form',
  product: {
    hint: 'The first group of the code usually tells it.',
    choose: 'Choose…',
    missing: 'Choose the product that the machine names above its code.',
  },
  /** Of a code that is to be typed. */
  missing: 'Groups of the code are still missing or wrong.',

  order: {
    title: 'Activate by telephone',
    text: 'The machine shows an installation code, which the customer reads to you. Type it, then dictate the confirmation code that you get.',
    machine: (id: string) => `The code is complete. Computer ID: ${id}. The machine shows the same one.`,
    type: 'License type',
    typeMissing: 'Choose what the customer has bought.',
    typeUnknown: 'Type the first group of the code or choose the product first.',
    holder: 'Holder',
    holderHint: 'For the lists here; a code has no room for it. Empty: the holder of the serial number.',
    submit: 'Get confirmation code',
    busy: 'Asking the service…',
  },

  serial: {
    label: 'Serial number',
    hint: '20 letters and digits. Its check characters show typing mistakes.',
    anyHint: 'As on the order confirmation. In a number of another system, typing mistakes cannot be seen.',
    missing: 'This license type needs a serial number.',
    incomplete: (missing: number) => (missing === 1 ? '1 character to go' : `${missing} characters to go`),
    valid: 'The check characters are right.',
    mistyped: 'There is a typing mistake.',
    suspects: (positions: readonly number[]) =>
      positions.length === 1 ? `Look at character ${positions[0]}.` : `Look at characters ${positions.join(', ')}.`,
    unusable: 'A serial number has at most 64 characters.',
    suggestion: 'Is it this one?',
    take: 'Use it',
  },

  changed: {
    title: 'This machine has changed',
    text: 'Its hardware is not what it was when it was last activated. Ask the customer what was changed before you continue.',
    moves: 'It stays the same machine: its seat moves to the changed hardware, and it takes no other one.',
    limit: 'A machine can move or return its seat only a few times a year.',
    another: 'It counts as another machine and takes another seat.',
    left: (seats: number) => (seats === 1 ? '1 seat is free.' : `${seats} seats are free.`),
    confirmMove: 'Move the seat',
    confirmAnother: 'Take another seat',
    busy: 'Asking the service…',
  },

  answer: {
    title: (machine: string) => `Confirmation code for ${machine}`,
    outcomes: {
      issued: 'The license is issued. Dictate this code to the customer.',
      'given-before': 'This machine was given this code before. It is the same license on the same seat.',
    },
    compare: 'Compare the computer ID with the one on the machine first: the code works on no other machine.',
    copy: 'Copy the code',
    notCopied: 'The browser did not allow copying.',
    record: 'Show the activation',
    renew: 'The machine refuses it: give another code',
    done: 'Next call',
    sheet: (machine: string) =>
      `Type these groups, in their order, at the computer with the ID ${machine}. It then has its license.`,
  },

  return: {
    title: 'Return a license by telephone',
    text: 'When a machine has given up its license, it shows a return code, which the customer reads to you. It frees the seat.',
    submit: 'Take the license back',
    busy: 'Asking the service…',
  },

  returned: {
    title: (machine: string) => `${machine} has returned its license`,
    outcomes: {
      returned: 'Its seat is free now.',
      'already-returned': 'The license was returned before. Nothing has changed.',
    },
    seats: (left: number) => (left === 1 ? '1 seat' : `${left} seats`),
    seatsLabel: 'Free now',
    unlimited: 'Not limited',
    done: 'Next call',
  },

  /** On the page of an activation whose license was given as a code. */
  again: {
    title: 'This license was given as a code',
    text: 'There is no file of it. To get its code again, have the customer read the installation code of the machine once more and type it: with the same license type, serial number and holder it gets its code on the same seat; within a day, exactly the same one.',
    start: 'Type its installation code',
  },
};
