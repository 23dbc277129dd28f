import { readInstalledLicense, startWizard } from '@keyferry/library';
import { identifyThisMachineAsync } from '@keyferry/library/machine';

/**
 * The license in the main process, without anything of Electron.
 *
 * @param {object} product
 * @param {import('@keyferry/library').LicenseProfile} product.profile the vendor profile that is built in
 * @param {import('@keyferry/library').WizardStart['command']} product.wizard the packed executable beside the program
 * @param {string} product.language
 */
export async function openLicense({ profile, wizard, language }) {
  // Once: it takes seconds on some systems, and windows are drawn meanwhile.
  const { bindings } = await identifyThisMachineAsync(profile.product.id);
  const read = () => describe(readInstalledLicense({ profile, bindings, language }));
  return {
    read,
    /**
     * Runs the wizard.
     *
     * @param {(url: string) => void} open shows it
     * @returns the license afterwards
     */
    async activate(open) {
      await startWizard({
        command: wizard,
        openBrowser: false,
        onEvent: (event) => event.event === 'listening' && open(event.url),
      });
      return read();
    },
  };
}

/** What a window may know: plain data, without the license itself. */
function describe({ state, message, features, daysLeft, license }) {
  return { state, message, features, daysLeft, type: license?.licenseType ?? null, holder: license?.holder ?? null };
}
