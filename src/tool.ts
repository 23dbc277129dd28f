import type { JournalPort, Ports } from './activation/ports.ts';
import { createToolJournal } from './activation/toolJournal.ts';
import { takeSessionKey } from './device/service/sessionKey.ts';
import { createToolClient } from './device/service/toolClient.ts';
import { Refusal } from './refusal.ts';
import { unavailableInstallation } from './storage/unavailable.ts';

/** Additions to the wizard where the command line tool serves it; other pages never load this. */
export { loadToolMessages as loadMessages } from './messages/toolLanguages.ts';
export * as screens from './steps/tool/screens.ts';

/** The machine has no network. */
const refuse = () => Promise.reject(new Refusal('network-offline'));
const noService: Ports['service'] = {
  greet: refuse,
  activate: refuse,
  returnLicense: refuse,
  activateByCode: refuse,
  returnByCode: refuse,
  checkReturn: refuse,
  listComputers: refuse,
  fetchLicense: refuse,
  releaseComputer: refuse,
};

/**
 * Opens the tool before anything else reads the address, which may hold the session key.
 *
 * @param journal for what the tool does not store
 */
export function openTool(journal: JournalPort): Pick<Ports, 'tool' | 'journal' | 'installation' | 'service'> {
  const tool = createToolClient(takeSessionKey(window));
  return {
    tool,
    journal: createToolJournal(journal, tool),
    // The tool has the key; the page signs nothing.
    installation: unavailableInstallation(new Refusal('installation-key-missing')),
    service: noService,
  };
}
