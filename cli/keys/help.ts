import { defaultLifetimes } from './keyset/nextDraft.ts';

const common = `      --data FOLDER  the data folder (default: KEYFERRY_DATA, else .keyferry)
  -h, --help         this text
`;

const passphrases = `Passphrases come from KEYFERRY_PASSPHRASE (the keystore) and KEYFERRY_ROOT_PASSPHRASE (the root key), from the first line
of the file that KEYFERRY_PASSPHRASE_FILE or KEYFERRY_ROOT_PASSPHRASE_FILE names, or are asked for at the terminal.
`;

const signing = `      --root FILE    sign and install it at once: the root key's file, such as on a stick
  -o, --output FILE  without --root: where the draft is written that is to be signed elsewhere
                     (default keyset-VERSION.draft.json)
`;

export const rootHelp = `Usage: keyferry keys root FILE --product ID

Makes a root key: the key that vouches for signing keys and signs nothing else. FILE is encrypted; FILE.pub holds the
public half, which the vendor profile pins. Make it on a computer that is and stays offline, keep two copies apart, and
write the passphrase down. Without it no key can be replaced any more.

      --product ID   id of the product whose keysets it may sign (default: that of the data folder, where there is one)
${common}
The passphrase comes from KEYFERRY_ROOT_PASSPHRASE, KEYFERRY_ROOT_PASSPHRASE_FILE, or is asked for twice.
`;

export const initHelp = `Usage: keyferry keys init --root FILE [--pin FILE.pub]...
       keyferry keys init --pin FILE.pub [--pin FILE.pub]...

Makes the first signing key, in a keystore of its own under a passphrase of its own, and the first keyset. With --root it
is signed and installed at once; else a draft is written, to be signed where the root key is.

${signing}      --pin FILE     a root key that pages are to accept, up to 8: FILE.pub, or the key itself; that of --root anyway
      --valid DAYS   how long the signing key may sign (default ${defaultLifetimes.valid}). Licenses stay good beyond that
${common}
${passphrases}`;

export const rotateHelp = `Usage: keyferry keys rotate [--root FILE] [OPTIONS]

Makes a new signing key and raises the keyset's version. The older keys stay listed, so that what they signed stays good;
they may go on signing for some days, until every service was started with the new one.

${signing}      --valid DAYS   how long the new key may sign (default ${defaultLifetimes.valid})
      --overlap DAYS how long the older ones still may (default ${defaultLifetimes.overlap})
${common}
${passphrases}`;

export const revokeHelp = `Usage: keyferry keys revoke KEY... [--rotate] [--root FILE] [OPTIONS]
       keyferry keys revoke --license ID... [--root FILE] [OPTIONS]

Withdraws keys: every license signed by them is refused, whenever it was issued, on each machine that has learned of it.
Raises version and epoch. With --rotate a new key is made in the same go, as after a theft. A license is withdrawn by its
own id and raises the version alone. What is revoked stays revoked.

      --license ID   a license to withdraw; may be given several times
      --rotate       make a new signing key as well
${signing}      --valid DAYS   with --rotate: how long the new key may sign (default ${defaultLifetimes.valid})
      --overlap DAYS with --rotate: how long other older ones still may (default ${defaultLifetimes.overlap})
${common}
${passphrases}`;

export const signHelp = `Usage: keyferry keys sign DRAFT --root FILE [OPTIONS]

Signs a draft of a keyset with a root key. Needs no network and nothing but these two files. It shows what the draft says,
and its check phrase: compare it with what the other computer shows, since this signature is what machines believe.

      --root FILE    the root key's file
      --check PHRASE the check phrase as the other computer shows it, instead of typing it when asked
  -o, --output FILE  where the keyset is written (default keyset-VERSION.xml)
      --force        replace a file that exists
  -h, --help         this text

The passphrase comes from KEYFERRY_ROOT_PASSPHRASE, KEYFERRY_ROOT_PASSPHRASE_FILE, or is asked for.
`;

export const acceptHelp = `Usage: keyferry keys accept KEYSET

Installs a keyset that was signed elsewhere, if a pinned root key signed it and it says what the draft says that waits here.
It also brings back the newest keyset where keyset.xml was lost, or replaced by an older one.

${common}
${passphrases}`;

export const pinHelp = `Usage: keyferry keys pin FILE.pub

Pins a further root key in the vendor profile, as a spare one or to replace the first. Only pages that are packed from then
on accept what it signs, so pin it long before it is needed.

${common}`;

export const passphraseHelp = `Usage: keyferry keys passphrase [--root FILE]

Changes the passphrase of the keystore, or with --root of a root key's file. Copies made before still open with the old one.

      --root FILE    the root key's file
${common}
The old passphrase comes from where it always does; the new one from KEYFERRY_NEW_PASSPHRASE, the file that
KEYFERRY_NEW_PASSPHRASE_FILE names, or is asked for twice.
`;

export const listHelp = `Usage: keyferry keys list [--json]

Shows every key: its id, whether it signs, and until when; the keyset in force; and what waits to be signed.

      --json         as JSON
${common}
${passphrases}`;
