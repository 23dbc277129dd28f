/** Masthead, foot and the end of the trip. */
export const shell = {
  more: 'More',
  computers: 'My computers',
  exchange: 'Save the list for another device',
  settings: 'Settings and about',
  role: 'What this device is for',
  roles: { machine: 'On this computer', courier: 'Device with internet' },
  worksOffline: 'Works without internet',
  step: (step: number, steps: number) => `Step ${step} of ${steps}`,
  hint: (product: string) => `The computer that runs ${product} needs no internet.`,
  timeLeft: 'Time left',
};
