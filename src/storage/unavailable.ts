import type { InstallationPort, JournalPort } from '../activation/ports.ts';
import type { Refusal } from '../refusal.ts';
import { journalThrough } from './journalCalls.ts';

/** A journal where nothing can be stored: every call rejects with the reason. */
export function unavailableJournal(refusal: Refusal): JournalPort {
  return journalThrough(
    () => Promise.reject(refusal),
    () => () => {},
  );
}

/** Creates no request where its key would be lost: its license could never be used. */
export function unavailableInstallation(refusal: Refusal): InstallationPort {
  const refuse = () => Promise.reject(refusal);
  return { signer: refuse, madeAt: refuse };
}
