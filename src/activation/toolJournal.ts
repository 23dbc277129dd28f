import { emptyMachine, type JournalPort, type MachineRecord, type ToolPort } from './ports.ts';

/** @returns what the tool says of the machine, as the journal would have kept it */
export function recordIn({ seen }: Pick<ToolPort, 'seen'>): Pick<MachineRecord, 'request' | 'license' | 'returns'> {
  const { request = null, license = null, returns = [] } = seen ?? {};
  return { request, license, returns: returns.map((one) => ({ ...one, answer: null, refusal: null })) };
}

/**
 * A journal for the page of the command line tool. What belongs to the machine is the tool's, on the disk, where its other
 * commands find it; the page keeps nothing of that, and only notes what is being done.
 *
 * @param journal for everything else, such as frames of a scan and the language
 */
export function createToolJournal(journal: JournalPort, tool: ToolPort): JournalPort {
  let noted = emptyMachine;

  async function readKeyset(): Promise<string> {
    const { keyset } = tool.seen ?? (await tool.look());
    return `${keyset.epoch}.${keyset.version}\n${keyset.file}`;
  }

  return {
    ...journal,
    async readMachine() {
      await tool.look();
      noted = { ...noted, ...recordIn(tool) };
      return noted;
    },
    async writeMachine(change) {
      noted = change({ ...noted, ...recordIn(tool) });
      return noted;
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
