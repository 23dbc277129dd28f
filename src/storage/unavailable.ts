import type { InstallationPort, JournalPort } from '../activation/ports.ts';
import type { Refusal } from '../refusal.ts';

/** A journal where nothing can be stored: every call rejects with the reason. */
export function unavailableJournal(refusal: Refusal): JournalPort {
  const refuse = () => Promise.reject(refusal);
  return {
    readMachine: refuse,
    writeMachine: refuse,
    listCarriedRequests: refuse,
    writeCarriedRequest: refuse,
    changeCarriedRequests: refuse,
    listReceipts: refuse,
    writeReceipt: refuse,
    readRemoved: refuse,
    removeRecords: refuse,
    restoreRemoved: refuse,
    readFrames: refuse,
    keepFrames: refuse,
    forgetFrames: refuse,
    readFileTransfer: refuse,
    writeFileTransfer: refuse,
    readSetting: refuse,
    writeSetting: refuse,
    changeSetting: refuse,
    onOutsideChange: () => () => {},
  };
}

/** Creates no request where its key would be lost: its license could never be used. */
export function unavailableInstallation(refusal: Refusal): InstallationPort {
  return { signer: () => Promise.reject(refusal) };
}
