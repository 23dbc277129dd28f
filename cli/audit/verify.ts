import { type AuditHead, verifyAudit } from '../../server/store/audit.ts';
import { Refusal } from '../../src/refusal.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, noneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { verifyHelp } from './help.ts';

export const auditVerify: Command = {
  help: verifyHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, { ...commonOptions, head: { type: 'string' } });
    noneIn(positionals);
    const earlier = headIn(values.head);
    const { brokenAt, hasEarlier, head } = await withAdmin(folderFor(values.data, process.env), ({ store }) =>
      verifyAudit(store, earlier),
    );
    if (brokenAt !== null) throw new Refusal('audit-broken', { sequence: brokenAt, found: 'row' });
    if (!hasEarlier) throw new Refusal('audit-broken', { sequence: earlier?.sequence ?? 0, found: 'head' });
    const text = vendorWords.holds(head.sequence) + vendorWords.head(textOf(head));
    stdout.write(values.json ? `${JSON.stringify({ rows: head.sequence, head: textOf(head) }, null, 2)}\n` : text);
    return exitCodes.success;
  },
};

function textOf({ sequence, hash }: AuditHead): string {
  return `${sequence}:${hash}`;
}

/** @throws UsageFault */
function headIn(text: string | undefined): AuditHead | null {
  if (text === undefined) return null;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (sequence === undefined || hash === undefined) throw new UsageError(vendorWords.headNeeded);
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}
