import type { JournalPort } from '../activation/ports/journal.ts';

type CallName = Exclude<keyof JournalPort, 'onOutsideChange'>;

/** Every call of the journal. A missing one does not compile. */
const calls: Readonly<Record<CallName, true>> = {
  readMachine: true,
  writeMachine: true,
  listCarriedRequests: true,
  writeCarriedRequest: true,
  changeCarriedRequests: true,
  listReceipts: true,
  writeReceipt: true,
  readRemoved: true,
  removeRecords: true,
  restoreRemoved: true,
  readFrames: true,
  keepFrames: true,
  forgetFrames: true,
  readFileTransfer: true,
  writeFileTransfer: true,
  readSetting: true,
  writeSetting: true,
  changeSetting: true,
};

/**
 * @param call runs each call on a journal of its choice
 * @returns a journal without records of its own
 */
export function journalThrough(
  call: (use: (journal: JournalPort) => Promise<unknown>) => Promise<unknown>,
  onOutsideChange: JournalPort['onOutsideChange'],
): JournalPort {
  const names = Object.keys(calls) as CallName[];
  const passed = names.map((name) => {
    const pass = (...args: unknown[]) =>
      call((journal) => (journal[name] as (...given: unknown[]) => Promise<unknown>)(...args));
    return [name, pass] as const;
  });
  return { ...(Object.fromEntries(passed) as unknown as Omit<JournalPort, 'onOutsideChange'>), onOutsideChange };
}
