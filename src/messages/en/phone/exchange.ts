const requests = (count: number) => (count === 1 ? '1 computer' : `${count} computers`);
const receipts = (count: number) => (count === 1 ? '1 return slip' : `${count} return slips`);
const serials = (count: number) => (count === 1 ? '1 serial number' : `${count} serial numbers`);

/** Everything that a device carries, as one file for another device. */
export const exchange = {
  title: 'Save the list for another device',
  text: 'One file with all computers on this device: names, requests, orders, licenses and return slips. Open it on the other device to continue there.',
  content: (computers: number, returned: number) =>
    returned === 0 ? `${requests(computers)}.` : `${requests(computers)} and ${receipts(returned)}.`,
  empty: 'There is nothing on this device yet.',
  withSerials: (count: number) => `Include ${serials(count)}`,
  serialsHint: 'Anyone who has the file can read and use them. Without them, you type them again on the other device.',
  save: 'Save file',
  saved: (name: string) => `File saved: ${name}`,
  share: 'Share file',
  codes: 'Show as codes',
  codesTooLarge: 'It is too large for codes. Use the file.',
  remove: 'Remove all from this device',
  askRemove: (computers: number, returned: number) =>
    `Remove ${returned === 0 ? requests(computers) : `${requests(computers)} and ${receipts(returned)}`} from this device? Do this only when the other device has them. You can undo it in the list.`,

  importTitle: 'Add the list of another device?',
  importText: 'Nothing has changed yet. What is on this device stays; a computer that is on both gets what is newer.',
  added: (count: number) => `New here: ${count}`,
  changed: (count: number) => `Newer than here: ${count}`,
  same: (count: number) => `As on this device: ${count}`,
  sends: (count: number) =>
    count === 1
      ? '1 order that waits is then sent from this device as well. Sending it twice does no harm.'
      : `${count} orders that wait are then sent from this device as well. Sending them twice does no harm.`,
  refused: (count: number) => (count === 1 ? '1 entry cannot be used:' : `${count} entries cannot be used:`),
  unnamed: 'Without a name',
  accept: 'Add to this device',
  decline: 'Do not add',
};

export type ExchangeMessages = typeof exchange;
