import { joinBundle } from '../../documents/bundle.ts';
import type { ReadFile } from '../../documents/heal/exactDocuments.ts';
import type { VerifiedLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import type { ToolPort } from '../ports.ts';
import { emptyDraft } from '../records.ts';
import { withEarlier } from './earlierLicenses.ts';

/** Puts licenses in force on this machine. */
export interface LicenseInstaller {
  /** Stores a license before it shows it, and keeps a copy of the one that it replaces. */
  install(license: ReadFile<VerifiedLicense>): Promise<void>;
  /** Lets the command line tool decide, with the time that it knows, and shows what it has stored. */
  askToolToInstall(call: (tool: ToolPort) => Promise<unknown>): Promise<void>;
  /**
   * @returns the file followed by the keyset in use where that is newer than the page's: the licensed program knows no
   *   newer one than the page did
   */
  withKeyset(file: Uint8Array): Uint8Array;
}

/** @param recheck verifies what the tool has stored */
export function createInstaller(engine: Engine, recheck: () => Promise<void>): LicenseInstaller {
  const { vendor, state, update, show, askTool, keepMachine } = engine;

  function withKeyset(file: Uint8Array): Uint8Array {
    const { newerKeyset } = vendor.keysets;
    return newerKeyset ? joinBundle([file, newerKeyset]) : file;
  }

  return {
    withKeyset,

    async install({ file, content: license }) {
      const answered = { license: withKeyset(file), offered: null, request: null, draft: emptyDraft, refusal: null };
      await keepMachine((machine) => ({
        ...machine,
        ...answered,
        earlier: withEarlier(machine, machine.license, file),
      }));
      update({ license, outOfTerm: null, offer: null });
      show({ at: 'activated', fresh: true });
    },

    async askToolToInstall(call) {
      await askTool(call);
      await recheck();
      show(state.value.offer ? { at: 'replace-license' } : { at: 'activated', fresh: true });
    },
  };
}
