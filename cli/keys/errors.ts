import type { ErrorTexts } from '../errorTexts.ts';
import { profileErrorText } from '../profile/errorText.ts';

const unchanged = 'Nothing was changed.';

/** Errors about a vendor's setup and its keys. */
export const keyErrorTexts = {
  'vendor-exists': ({ path }) =>
    `${path} exists already and has other content. ${unchanged} Edit it, or name another folder with --data.`,
  'product-first': ({ path, product }) =>
    `${path} has the product ${product} already. ${unchanged} Add another product with “keyferry products add”, or name another folder with --data.`,
  'vendor-missing': ({ path }) =>
    `There is no ${path}. Create it with “keyferry init”, or name its folder with --data.`,
  'vendor-invalid': profileErrorText,
  'passphrase-missing': ({ variable }) =>
    `No passphrase. Set ${variable} or ${variable}_FILE, or run this in a terminal, which asks for it.`,
  'passphrase-empty': () => 'The passphrase is empty, so nothing was opened. Run the command again and type it.',
  'passphrase-short': ({ least }) => `A passphrase needs at least ${least} characters: nothing else protects the file.`,
  'passphrases-differ': () => 'The two passphrases differ. Nothing was created; try again.',
  'passphrases-same': () =>
    'The root key and the keystore need different passphrases, or a thief of one passphrase has both. Choose another.',
  'keys-exist': ({ path }) =>
    `${path} exists already. ${unchanged} Create a new signing key with “keyferry keys rotate”.`,
  'keys-missing': ({ path }) => `There is no ${path}. Create the first keys with “keyferry keys init”.`,
  'keys-busy': ({ path }) => `Another command is changing the keys in ${path}. Wait until it ends, then try again.`,
  'keyset-missing': () =>
    'No keyset is installed yet. Sign the draft with “keyferry keys sign” and install it with “keyferry keys accept”.',
  'keyset-outdated': ({ found, installed }) =>
    `This is version ${found}, but version ${installed} was installed before, and machines refuse older ones. Restore version ` +
    `${installed} from a backup or the service’s /api/v1/keyset, with “keyferry keys accept”.`,
  'keyset-lost': ({ installed }) =>
    `keyset.xml is missing, and version ${installed} was installed before. Restore it from a backup or the service’s ` +
    '/api/v1/keyset, with “keyferry keys accept”.',
  'keyset-other': ({ expected, found }) =>
    `This keyset differs from the pending draft: its check phrase is ${found}, the draft’s is ${expected}. It was changed on ` +
    `the way, or is from an earlier draft. ${unchanged} Sign keyset.draft.json of the data folder.`,
  'keyset-without-key': () =>
    'With this keyset, no key of this keystore could sign now, and the service would stop. Check that keystore.json is the one ' +
    `that the draft was created with, and that this computer’s clock is correct. ${unchanged}`,
  'keyset-full': ({ what, most }) => `A keyset holds at most ${most} ${what}. ${unchanged}`,
  'draft-missing': () => 'No draft is pending here. “keyferry keys list” shows the installed keyset.',
  'draft-damaged': ({ path }) => `${path} is not a keyset draft, or it is damaged. Carry it over again.`,
  'phrase-needed': () =>
    'Signing needs the check phrase. Give the one that the other computer shows with --check, or run this in a terminal.',
  'phrase-other': ({ found }) =>
    `The check phrase of this draft is ${found}. If the other computer shows another one, the draft was changed on the way: ` +
    'do not sign it, carry it over again.',
  'root-other-product': ({ expected, found }) =>
    `This root key is for the product “${found}”, not for “${expected}”. ${unchanged} Use the root key of “${expected}”, or let this one sign for it too: “keyferry keys allow FILE --product ${expected}”.`,
  'root-unpinned': ({ keyId }) =>
    `vendor.json does not pin the root key ${keyId}, so no page would accept this. ${unchanged} Check that it is the right root ` +
    'key. To use a further one, pin it with “keyferry keys pin” and pack the pages again first.',
  'root-key-invalid': ({ text }) => `“${text}” is not a public root key, and not a file with one (NAME.pub).`,
  'pins-full': ({ most }) => `vendor.json already pins ${most} root keys, the maximum. Remove one there first.`,
  'key-not-listed': ({ keyId }) => `There is no key ${keyId}. “keyferry keys list” shows all keys. ${unchanged}`,
  'key-needed': () =>
    'No key would be left to sign with, and the service would stop. Add --rotate to create a new key at the same time.',
} satisfies ErrorTexts;
