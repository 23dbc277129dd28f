import { type AuditHead, verifyAudit } from '../../server/store/audit.ts';
import { Refusal } from '../../src/refusal.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { parsed } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';

const auditHead = parsed('SEQUENCE:HASH, as an earlier verification printed it', (given): AuditHead | undefined => {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(given.trim()) ?? [];
  if (sequence === undefined || hash === undefined) return undefined;
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
});

export const command = defineCommand({
  name: 'audit verify',
  summary: 'Verify that no row of the audit trail was changed, removed or inserted.',
  description: `The command recomputes the hash of every row, which covers the row before, and prints the head: number and hash of the newest row. Keep heads where the operators of the store cannot reach them, and give the last one with --head. Only that reveals rows removed at the end, or a rewritten trail.`,
  options: {
    head: option({
      value: 'HEAD',
      type: auditHead,
      help: 'Check that the trail still contains this head (SEQUENCE:HASH)',
    }),
    ...commonOptions,
  },
  notes: databaseNote,
  examples: [{ does: 'Keep the head of the trail as JSON', line: 'audit verify --json > head.json' }],
  exits: { 0: 'the trail is intact', 1: 'audit-broken: names the first row that is not' },
  async run({ head: earlier = null, data, json }, environment) {
    const folder = folderFor(data, environment.variables);
    const { brokenAt, hasEarlier, head } = await withStore(folder, environment, ({ store }) =>
      verifyAudit(store, earlier),
    );
    if (brokenAt !== null) throw new Refusal('audit-broken', { sequence: brokenAt, found: 'row' });
    if (!hasEarlier) throw new Refusal('audit-broken', { sequence: earlier?.sequence ?? 0, found: 'head' });
    const facts = { rows: head.sequence, head: `${head.sequence}:${head.hash}` };
    const said = vendorTexts.auditIntact(facts.rows) + vendorTexts.head(facts.head);
    environment.stdout.write(json ? `${printableJson(facts, 2)}\n` : said);
    return exitCodes.success;
  },
});
