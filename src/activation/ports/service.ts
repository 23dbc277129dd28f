import type { CodeOrder, ConfirmationCode } from '../../contract/calls/codes.ts';
import type { ComputerReleased, Computers } from '../../contract/calls/computers.ts';
import type { ReturnCheck } from '../../contract/calls/returnAnswer.ts';

/** The vendor's activation service, over HTTP. */
export interface ServicePort {
  /**
   * Checks that the service answers. Gives up after some seconds, and at once when the browser reports that it is
   * offline.
   *
   * @throws Refusal `network-offline` (the device has no network), `service-unreachable`, `service-answer-not-ours`
   *   (something else answered: a captive portal, a proxy), `service-busy`, `service-fault`
   */
  greet(): Promise<void>;
  /**
   * Orders a license. Safe to repeat: the same order yields the same bytes.
   *
   * @returns the license file, followed by the keyset's where the request states an older one; exactly as the service
   *   sent it, not yet verified
   * @throws Refusal as `greet`, and every code with which the service refuses (`serial-refused`, `seats-exhausted`, …)
   */
  activate(order: ActivationOrder): Promise<Uint8Array>;
  /**
   * Delivers a return receipt. Safe to repeat.
   *
   * @param receipt exact file bytes
   * @throws Refusal as `greet`, and every code with which the service refuses (`return-too-often`, …)
   */
  returnLicense(receipt: Uint8Array): Promise<ReturnAnswer>;
  /**
   * Orders a license for an installation code. Safe to repeat: the same order yields the same code.
   *
   * @returns the confirmation code, of whole groups; only its machine can verify it
   * @throws Refusal as `greet`, and every code with which the service refuses (`code-mistyped`, `seats-exhausted`, …)
   */
  activateByCode(order: Omit<CodeOrder, 'product'>): Promise<ConfirmationCode>;
  /**
   * Returns a license by its machine's return code. Safe to repeat.
   *
   * @param returnCode as typed
   * @throws Refusal as `greet`, and every code with which the service refuses (`return-too-often`, …)
   */
  returnByCode(returnCode: string): Promise<ReturnAnswer>;
  /**
   * Asks whether a return receipt for a license would be taken now. Gives up after some seconds, as `greet`.
   *
   * @param license exact bytes of the license, without a keyset
   * @throws Refusal as `greet`, and every code with which the service refuses (`return-too-soon`, …)
   */
  checkReturn(license: Uint8Array): Promise<ReturnCheck>;
  /**
   * Lists the computers that use a serial number.
   *
   * @param cursor `next` of the page before; null for the first page
   * @throws Refusal as `greet`; `self-service-off`, `serial-refused`, `too-many-attempts`
   */
  listComputers(serialNumber: string, cursor: string | null): Promise<Computers>;
  /**
   * Gets the newest license of a computer again.
   *
   * @param computer its id in the list
   * @returns the license and the keyset behind it, exactly as the service sent them, not yet verified
   * @throws Refusal as `listComputers`; `computer-unknown`, `license-returned`
   */
  fetchLicense(serialNumber: string, computer: string): Promise<Uint8Array>;
  /**
   * Removes a computer that is gone, so that another one can be activated. Safe to repeat.
   *
   * @param computer its id in the list
   * @throws Refusal as `listComputers`; `computer-unknown`, `release-too-often`
   */
  releaseComputer(serialNumber: string, computer: string): Promise<ComputerReleased>;
}

export interface ActivationOrder {
  /** The request file, exact bytes. */
  readonly request: Uint8Array;
  /** Id of the license type, from the vendor profile. */
  readonly licenseType: string;
  /** In canonical form; absent where the type needs none. */
  readonly serialNumber?: string;
  /** Id of the license that is renewed, in place of a serial number. */
  readonly renews?: string;
  /** The person accepted the consequence of `machine-changed`. */
  readonly confirmChange?: true;
}

/** The service's answer to a return receipt that it accepts. */
export interface ReturnAnswer {
  readonly outcome: 'returned' | 'already-returned';
  /** How many machines can be activated now; null where seats are not limited. */
  readonly seatsLeft: number | null;
}
