/** For Node and the main process of Electron: the license installed on this machine, and the wizard that installs it. */
export * from './installed.ts';
export {
  type Renewal,
  type RenewalOptions,
  type RenewalProfile,
  renewInstalledLicense,
} from './renewInstalledLicense.ts';
export { startWizard, WizardError, type WizardEvent, type WizardOutcome, type WizardStart } from './startWizard.ts';
