import { type KeyReport, reportKeys } from '../../server/keys/signingKeys.ts';
import { decodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { listHelp } from './help.ts';
import { checkPhraseOf, type KeysetDraft } from './keyset/draft.ts';
import { dayOf } from './keyset/summary.ts';
import { type OpenKeystore, unlockKeystore } from './keystore/openKeystore.ts';
import { keyWords } from './words.ts';

export const keysList: Command = {
  help: listHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, json: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(keyWords.none);
    const source = { environment: process.env, streams };
    const openedKeystore = await unlockKeystore(folderFor(values.data, process.env), source);
    const keys = reportKeys(openedKeystore.signers, openedKeystore.keyset, new Date());
    streams.stdout.write(
      values.json ? `${JSON.stringify(asJson(openedKeystore, keys), null, 2)}\n` : asText(openedKeystore, keys),
    );
    return exitCodes.success;
  },
};

function asJson(openedKeystore: OpenKeystore, keys: readonly KeyReport[]) {
  const { product, profile, keyset } = openedKeystore;
  const draft = waitingDraft(openedKeystore);
  return {
    product,
    keyset: keyset && {
      version: keyset.version,
      epoch: keyset.epoch,
      issuedAt: keyset.issuedAt,
      rootKeyId: keyset.rootKeyId,
    },
    keys,
    revokedLicenses: keyset?.revokedLicenses ?? [],
    draft: draft && { version: draft.version, epoch: draft.epoch, checkPhrase: checkPhraseOf(draft) },
    rootKeys: profile.rootKeys.map((key) => keyIdOf(decodeBase64(key) ?? new Uint8Array())),
  };
}

function asText(openedKeystore: OpenKeystore, keys: readonly KeyReport[]): string {
  const { keyset, keystore } = openedKeystore;
  const draft = waitingDraft(openedKeystore);
  const head = keyset
    ? keyWords.listed(keyset.version, keyset.epoch, keyset.issuedAt, keyset.rootKeyId)
    : keyWords.notInstalled;
  const licenses = keyset?.revokedLicenses.length ?? 0;
  const { installed } = keystore;
  return [
    head,
    ...keys.map(rowOf),
    ...(licenses > 0 ? [keyWords.revokedLicenses(licenses)] : []),
    ...(draft ? [keyWords.draftWaits(draft.version, checkPhraseOf(draft))] : []),
    ...(installed && installed.version > (keyset?.version ?? 0) ? [keyWords.outdated(installed.version)] : []),
  ].join('');
}

/** A draft of what is in force was left behind by a command that was cut off at its very end. */
function waitingDraft({ draft, keyset }: OpenKeystore): KeysetDraft | null {
  return draft && draft.version > (keyset?.version ?? 0) ? draft : null;
}

function rowOf({ keyId, state, held, notBefore, notAfter }: KeyReport): string {
  const dates = notBefore && notAfter ? `${dayOf(notBefore)} to ${dayOf(notAfter)}` : '';
  const note = `${keyWords.meanings[state]}${held || state === 'revoked' ? '' : `; ${keyWords.elsewhere}`}`;
  return `  ${keyId}   ${keyWords.states[state].padEnd(8)} ${dates.padEnd(24)} ${note}\n`;
}
