import { type AdminRefusalTexts, dayIn } from '../../refusalText.ts';

const names: Readonly<Record<string, string>> = {
  installation: 'an installation code',
  confirmation: 'a confirmation code',
  return: 'a return code',
};

const expectedCodes: Readonly<Record<string, string>> = {
  installation: 'Here, an installation code is expected. A machine that wants to be activated shows it.',
  return: 'Here, a return code is expected. A machine that has given up its license shows it.',
};

const ways: Readonly<Record<string, string>> = {
  installation: 'Choose “Activate”, or ask for the return code.',
  confirmation: 'You dictate it to the customer. Ask for the code that the machine shows.',
  return: 'Choose “Return a license”, or ask for the installation code.',
};

const day = dayIn('en');
const again = (nextAt: Parameters<typeof day>[0]) =>
  day(nextAt) === null
    ? 'If the machine no longer exists, release its seat on its page.'
    : `It is possible from ${day(nextAt)} on. If the machine no longer exists, release its seat on its page.`;

/** Refusals of typed codes, for support staff who talk to a customer. */
export const codeRefusals: Partial<AdminRefusalTexts> = {
  'code-mistyped': ({ groups }) => ({
    title: 'The code is not typed as the machine shows it',
    why:
      Array.isArray(groups) && groups.length > 0
        ? `These groups are wrong: ${groups.join(', ')}.`
        : 'Each group is right by itself, but together they are not a code of a machine. Two mistakes in a group can look right.',
    next: 'Have all groups read to you again, and compare them one by one.',
  }),
  'code-incomplete': ({ missing }) => ({
    title: 'The code is not complete',
    why: missing === 1 ? 'One group is missing.' : missing ? `${missing} groups are missing.` : 'Groups are missing.',
    next: 'Have the rest read to you. What you typed is kept.',
  }),
  'code-of-another-kind': ({ kind, expected }) => ({
    title: `This is ${names[String(kind)] ?? 'a code of another kind'}`,
    why: expectedCodes[String(expected)] ?? 'It does not belong here.',
    next: ways[String(kind)] ?? 'Ask for the code that the machine shows.',
  }),
  'code-other-product': {
    title: 'This code is for another product',
    why: 'The machine that shows it runs another program, your token does not allow that product, or the first group is not from this code.',
    next: 'Ask which program shows the code, and compare the first group.',
  },
  'code-version-unsupported': {
    title: 'This code is of a newer kind',
    why: 'The machine has a newer version than the service.',
    next: 'Ask the operator of the service to update it. Meanwhile, the machine can be activated by a file.',
  },
  'code-impossible': {
    title: 'This license cannot be given as a typed code',
    why: 'It grants more than fits in 63 groups, or has a date before 2020 or after 2199.',
    next: 'The machine needs its license as a file or by QR codes.',
  },
  'license-by-code': {
    title: 'This license was given as a code',
    why: 'There is no file of it.',
    next: 'Type the installation code of the machine again: it gets a code on the same seat.',
  },
  'serial-refused': {
    title: 'The serial number is unknown or blocked',
    why: 'The service has sold no such serial number of this product, or it was blocked.',
    next: 'Search for its last five characters under “Serial numbers”. If it is blocked and the customer should get a license, unblock it first.',
  },
  'license-type-not-covered': {
    title: 'The serial number is for another license type',
    why: 'It was sold for another license type than the chosen one.',
    next: 'Compare the serial number, and choose the license type that it was sold for.',
  },
  'serial-required': {
    title: 'This license type needs a serial number',
    why: 'The catalog of the service asks for one.',
    next: 'Enter the serial number. If the page does not ask for it, tell the operator of the service.',
  },
  'move-too-often': ({ nextAt }) => ({
    title: 'This machine has changed too often',
    why: 'A machine can move or return its seat only a few times in 365 days.',
    next: again(nextAt),
  }),
  'return-other': {
    title: 'This code returns no license that the service has issued',
    why: 'The machine got its license elsewhere, or the first groups are not from this code.',
    next: 'Compare the first groups, and search for the computer ID under “Activations”.',
  },
  'return-outdated': {
    title: 'This return code is out of date',
    why: 'A newer one of the same machine is on record. This happens when a machine was set back to an earlier state.',
    next: 'If the machine no longer runs, release its seat on its page.',
  },
  'return-superseded': {
    title: 'This machine has a newer license',
    why: 'The code returns a license that was replaced since. Only the newer one can be returned.',
    next: 'Have the newer license returned at the machine, or release the seat on its page.',
  },
  'return-too-often': ({ nextAt }) => ({
    title: 'This machine has returned licenses too often',
    why: 'A machine can move or return its seat only a few times in 365 days.',
    next: again(nextAt),
  }),
  'return-too-soon': ({ nextAt }) => ({
    title: 'This machine returned a license a short while ago',
    why: 'Some days must pass between two returns of a machine.',
    next: again(nextAt),
  }),
};
