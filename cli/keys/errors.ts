import type { ErrorTexts } from '../errorTexts.ts';
import { profileErrorText } from '../profile/errorText.ts';

const rest = 'Nothing was changed.';

/** What to say of each: what it means, what to do. */
export const keyErrorTexts = {
  'vendor-exists': ({ path }) =>
    `${path} is there already and says something else. ${rest} Edit it, or name another folder with --data.`,
  'vendor-missing': ({ path }) => `There is no ${path}. “keyferry init” writes it; --data names the folder.`,
  'vendor-invalid': profileErrorText,
  'passphrase-missing': ({ variable }) =>
    `No passphrase. Set ${variable} or ${variable}_FILE, or run this at a terminal, which asks for it.`,
  'passphrase-short': ({ least }) => `A passphrase takes at least ${least} characters: it is all that guards the file.`,
  'passphrases-differ': () => 'That was not the same twice. Nothing was made; try again.',
  'passphrases-same': () =>
    'The root key and the keystore need passphrases of their own, or a thief of one has both. Choose another.',
  'keys-exist': ({ path }) => `${path} is there already. ${rest} “keyferry keys rotate” makes a new signing key.`,
  'keys-missing': ({ path }) => `There is no ${path}. “keyferry keys init” makes the first keys.`,
  'keys-busy': ({ path }) => `Another command is changing the keys in ${path} just now. Let it finish, then try again.`,
  'keyset-missing': () =>
    'No keyset is installed yet. Have the draft signed and install it: “keyferry keys sign”, then “keyferry keys accept”.',
  'keyset-outdated': ({ found, installed }) =>
    `This is version ${found}, and version ${installed} was installed before. Machines refuse older ones, so nothing may go ` +
    `back behind it. Bring version ${installed} back, from a backup or the service’s /api/v1/keyset, with “keyferry keys accept”.`,
  'keyset-lost': ({ installed }) =>
    `keyset.xml is missing, and version ${installed} was installed before. Bring it back, from a backup or the service’s ` +
    '/api/v1/keyset, with “keyferry keys accept”.',
  'keyset-other': ({ expected, found }) =>
    `This is not what the draft that waits here says: its check phrase is ${found}, the draft’s is ${expected}. It was changed ` +
    `on the way, or is of an earlier draft. ${rest} Sign the draft that waits: keyset.draft.json in the data folder.`,
  'keyset-without-key': () =>
    'This keyset lets no key of the keystore here sign now, so the service would stop. Is keystore.json the one that the draft ' +
    `was made with, and this computer’s clock right? ${rest}`,
  'keyset-full': ({ what, most }) => `A keyset holds at most ${most} ${what}. ${rest}`,
  'draft-missing': () => 'No draft waits here to be signed and installed. “keyferry keys list” tells what is in force.',
  'draft-damaged': ({ path }) => `${path} is no draft of a keyset, or was damaged. Carry it over again.`,
  'phrase-needed': () =>
    'Signing waits for the check phrase. Give it with --check as the other computer shows it, or run this at a terminal.',
  'phrase-other': ({ found }) =>
    `The check phrase of this draft is ${found}. If the other computer shows another one, the draft was changed on the way: ` +
    'do not sign it, carry it over again.',
  'root-other-product': ({ expected, found }) =>
    `This root key is for the product “${found}”, and this is about “${expected}”. ${rest} Use the root key of “${expected}”.`,
  'root-unpinned': ({ keyId }) =>
    `vendor.json does not pin the root key ${keyId}, so no page would accept this. ${rest} Is it the right root key? If it is ` +
    'a further one, pin it with “keyferry keys pin” and pack the pages again before you use it.',
  'root-key-invalid': ({ text }) => `“${text}” is no public root key, and no file that holds one (NAME.pub).`,
  'pins-full': ({ most }) =>
    `vendor.json pins ${most} root keys already, and no more are allowed. Remove one there first.`,
  'key-not-listed': ({ keyId }) => `There is no key ${keyId}. “keyferry keys list” shows them all. ${rest}`,
  'key-needed': () =>
    'Then no key would be left to sign with, and the service would stop. Add --rotate to make a new one in the same go.',
} satisfies ErrorTexts;
