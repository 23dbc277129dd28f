import type { JournalPort } from './ports/journal.ts';
import type { ToolPort } from './ports/machine.ts';
import { emptyMachine, type MachineRecord } from './records.ts';

/** @returns the tool's view of the machine, in the journal's form */
export function recordIn({
  seen,
}: Pick<ToolPort, 'seen'>): Pick<MachineRecord, 'request' | 'license' | 'offered' | 'returns' | 'name' | 'activation'> {
  const { request = null, license = null, offered = null, returns = [], name = '', activation = null } = seen ?? {};
  return { request, license, offered, name, activation, returns: returns.map((one) => ({ ...one, answer: null, refusal: null })) };
}

/**
 * A journal for the page of the command line tool. The tool stores the machine's records on disk, where its other
 * commands find them; the page stores none of them and keeps only the draft, in memory.
 *
 * @param journal for everything else, such as frames of a scan and the language
 */
export function createToolJournal(journal: JournalPort, tool: ToolPort): JournalPort {
  let current = emptyMachine;

  async function readKeyset(): Promise<string> {
    const { keyset } = tool.seen ?? (await tool.look());
    return `${keyset.epoch}.${keyset.version}\n${keyset.file}`;
  }

  return {
    ...journal,
    async readMachine() {
      await tool.look();
      current = { ...current, ...recordIn(tool) };
      return current;
    },
    async writeMachine(change) {
      current = change({ ...current, ...recordIn(tool) });
      return current;
    },
    readSetting: (name) => (name === 'keyset' ? readKeyset() : journal.readSetting(name)),
    async changeSetting(name, change) {
      if (name !== 'keyset') return journal.changeSetting(name, change);
      const before = await readKeyset();
      const next = change(before);
      if (next === null || next === before) return;
      await tool.takeKeyset(new TextEncoder().encode(next.slice(next.indexOf('\n') + 1)));
    },
    onOutsideChange: (listener) => tool.onReturn(listener),
  };
}
