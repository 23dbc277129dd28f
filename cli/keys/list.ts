import { type KeyReport, type KeyState, reportKeys } from '../../server/keys/signingKeys.ts';
import { signingProblem } from '../../server/keys/vendorCheck.ts';
import { decodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag } from '../framework/parameters.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { checkPhraseOf, type KeysetDraft } from './keyset/draft.ts';
import { dayOf } from './keyset/summary.ts';
import { type OpenKeystore, passphraseSourceOf, unlockKeystore } from './keystore/openKeystore.ts';
import { keystorePassphraseNote } from './options.ts';

export const command = defineCommand({
  name: 'keys list',
  summary: 'Show the keys and their states.',
  description: 'Also shows the installed keyset and the pending draft.',
  options: { json: flag({ help: 'Print the result as JSON' }), ...productOptions },
  notes: keystorePassphraseNote,
  async run({ json, data, product }, environment) {
    const opened = await unlockKeystore(
      productFor({ data, product }, environment.variables),
      passphraseSourceOf(environment),
    );
    const keys = reportKeys(opened.signers, opened.keyset, environment.now());
    const problem = opened.keyset && signingProblem(opened.signers, opened.keyset, environment.now());
    const content = json
      ? `${printableJson({ ...asJson(opened, keys), problem }, 2)}\n`
      : asText(opened, keys, problem);
    environment.stdout.write(content);
    return exitCodes.success;
  },
});

const texts = {
  installed: (version: number, epoch: number, issued: string, rootKeyId: string) =>
    `Keyset version ${version}, epoch ${epoch}, issued ${issued}, signed by root key ${rootKeyId}\n`,
  notInstalled: 'No keyset is installed yet.\n',
  states: {
    signing: 'signing',
    listed: 'listed',
    waiting: 'waiting',
    ended: 'ended',
    revoked: 'revoked',
  } satisfies Record<KeyState, string>,
  meanings: {
    signing: 'signs now',
    listed: 'its licenses are valid; another key signs',
    waiting: 'not in the keyset yet, or not valid before its first day',
    ended: 'no longer signs; its licenses stay valid',
    revoked: 'its licenses are refused',
  } satisfies Record<KeyState, string>,
  notHeld: 'not in this keystore',
  pendingDraft: (version: number, phrase: string) =>
    `A draft of version ${version} is pending: check phrase ${phrase}\n`,
  outdated: (installed: number) =>
    `This keyset is older than version ${installed}, which was installed before. Restore that one with “keyferry keys accept”.\n`,
  notSigning: (problem: string) => `Warning: the service issues no licenses. ${problem}\n`,
  revokedLicenses: (count: number) => `${count} ${count === 1 ? 'license' : 'licenses'} revoked by id\n`,
} as const;

function asJson(opened: OpenKeystore, keys: readonly KeyReport[]) {
  const { product, profile, keyset } = opened;
  const draft = pendingDraft(opened);
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

function asText(opened: OpenKeystore, keys: readonly KeyReport[], problem: string | null): string {
  const { keyset, keystore } = opened;
  const draft = pendingDraft(opened);
  const licenses = keyset?.revokedLicenses.length ?? 0;
  const { installed } = keystore;
  return [
    keyset ? texts.installed(keyset.version, keyset.epoch, keyset.issuedAt, keyset.rootKeyId) : texts.notInstalled,
    ...(keys.length > 0 ? [tableOf(keys.map(rowOf))] : []),
    ...(licenses > 0 ? [texts.revokedLicenses(licenses)] : []),
    ...(draft ? [texts.pendingDraft(draft.version, checkPhraseOf(draft))] : []),
    ...(problem === null ? [] : [texts.notSigning(problem)]),
    ...(installed && installed.version > (keyset?.version ?? 0) ? [texts.outdated(installed.version)] : []),
  ].join('');
}

/** A draft that is not newer than the keyset was left behind by an interrupted command. */
function pendingDraft({ draft, keyset }: OpenKeystore): KeysetDraft | null {
  return draft && draft.version > (keyset?.version ?? 0) ? draft : null;
}

function rowOf({ keyId, state, held, notBefore, notAfter }: KeyReport): readonly string[] {
  const dates = notBefore && notAfter ? `${dayOf(notBefore)} to ${dayOf(notAfter)}` : '';
  const note = `${texts.meanings[state]}${held || state === 'revoked' ? '' : `; ${texts.notHeld}`}`;
  return [keyId, texts.states[state], dates, note];
}
