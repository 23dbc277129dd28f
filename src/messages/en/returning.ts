const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What the wizard says of the vendor's limits before a license is returned, and of slips that come too early. */
export const returning = {
  limits: (perYear: number, coolDownDays: number) =>
    coolDownDays === 0
      ? `A computer can return a license ${times(perYear)} in 365 days.`
      : `A computer can return a license ${times(perYear)} in 365 days, with at least ${days(coolDownDays)} between two returns.`,
  none: 'This computer has returned no license in the last 365 days.',
  last: (day: string) => `This computer last returned a license on ${day}.`,
  left: (count: number) =>
    count === 1
      ? 'This is the last return that it has left for now.'
      : `It has ${count} returns left, this one included.`,
  nextAfter: (day: string) => `After this one, the next is possible from ${day}.`,
  moves: 'Moves to changed hardware count as well. Only the vendor knows them.',
  asking: 'Asking the activation service…',
  confirmed: 'The activation service confirms that it takes the license back now.',
  unasked: 'The activation service cannot be asked from here.',
  /** Where the license cannot be returned now; the refusal says why. */
  inForce: 'Nothing has changed: the license stays in force on this computer.',
  later: (day: string) =>
    `The vendor takes this return slip from ${day}. It waits on this device. Open this page again from that day: it sends the slip by itself.`,
  laterTitle: (day: string) => `The return slip waits until ${day}`,
  waitsUntil: (day: string) => `Waits until ${day}`,
};
