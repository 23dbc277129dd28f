import type { Signer } from '../../crypto/signer.ts';
import type { MachineView } from '../../machine/view.ts';

export type { MachineView } from '../../machine/view.ts';

/** The key pair of this installation: WebCrypto and not extractable where the page allows it. */
export interface InstallationPort {
  /**
   * The installation's key. The first call creates and stores it.
   *
   * @throws Refusal `storage-unavailable`, `storage-full`
   */
  signer(): Promise<Signer>;
  /** @returns the instant at which the key was made, by this device's clock; null without a key, or when it is unknown */
  madeAt(): Promise<string | null>;
}

/**
 * The command line tool that serves the page on the machine itself (`keyferry machine wizard`). It reads the hardware,
 * stores the machine's records and installs licenses. Every call returns the state after it.
 *
 * All of them: @throws Refusal `wizard-ended`
 */
export interface ToolPort {
  /** The last returned state; null before the first call. */
  readonly seen: MachineView | null;
  look(): Promise<MachineView>;
  /** Makes a request to review and stores nothing but its key. @throws Refusal as `makeRequest` */
  prepareRequest(): Promise<MachineView>;
  /** Stores the prepared request, or a new one. @throws Refusal `installation-key-damaged`, `keep-failed` */
  makeRequest(): Promise<MachineView>;
  /** @throws Refusal every code of `verifyKeyset`; `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * Verifies, stores and installs a license. Where only the installation fails, the returned view carries the reason; one
   * that is worse or older than the installed one waits for a decision.
   *
   * @param file exact bytes, of a license or a bundle
   * @throws Refusal every code of `verifyLicense`; `license-nowhere`
   */
  activate(file: Uint8Array): Promise<MachineView>;
  /**
   * Decides on the license that waits ({@link MachineView.offered}): installs it in place of the better one, or drops it.
   * What is replaced or dropped is kept as a file.
   */
  decide(choice: 'replace' | 'keep'): Promise<MachineView>;
  /** Installs the stored license. @throws Refusal as `activate`; `license-missing` */
  place(): Promise<MachineView>;
  /** Makes the activation receipt of the stored license, where this installation has its key. @throws Refusal `keep-failed` */
  confirm(): Promise<MachineView>;
  /** Keeps what people call this machine. @throws Refusal `keep-failed` */
  keepName(name: string): Promise<MachineView>;
  /** @throws Refusal `installation-key-missing`, `installation-other`, `license-missing`, `return-unwritten` */
  returnLicense(): Promise<MachineView>;
  /** Calls back when the page regains focus: other commands may have run meanwhile. @returns stops listening */
  onReturn(listener: () => void): () => void;
}
