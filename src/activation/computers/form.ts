import {
  type AcceptedSerials,
  readSerialNumber,
  type SerialReading,
} from '../../documents/serial/foreignSerialNumber.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { type ComputersDraft, emptyComputersDraft } from './draft.ts';

/** The form that asks for the serial number. What is typed survives a reload. */
export function computersForm({ ports, vendor, state, update }: Engine) {
  const draft = () => state.value.computersDraft;
  const product = () => vendor.of(draft().product ?? undefined).profile;

  async function keep(next: ComputersDraft): Promise<void> {
    update({ computersDraft: next });
    await ports.journal
      .writeSetting('computers', JSON.stringify(next))
      .catch((error) => update({ storageError: refusalOf(error) }));
  }

  /** The license type is not known here: a serial number of another system may be for any that takes them. */
  function accepted(): AcceptedSerials {
    return product().licenseTypes.some(({ serialNumbers }) => serialNumbers === 'any') ? 'any' : 'keyferry';
  }

  return {
    accepted,

    check: (): SerialReading => readSerialNumber(draft().serialNumber, accepted()),
    /** @returns id of the product that the serial number is for */
    productId: (): string => product().product.id,
    chooseProduct: (id: string): Promise<void> => keep({ ...draft(), product: id }),
    type: (serialNumber: string): Promise<void> => keep({ ...draft(), serialNumber }),
    /** Forgets what was typed. */
    clear: (): Promise<void> => keep(emptyComputersDraft),
  };
}
