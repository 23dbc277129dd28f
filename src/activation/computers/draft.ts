/** What was typed to see the computers of a serial number. */
export interface ComputersDraft {
  /** Id of the product; null for this device's. */
  readonly product: string | null;
  readonly serialNumber: string;
}

export const emptyComputersDraft: ComputersDraft = { product: null, serialNumber: '' };

/** @param stored the setting, which another version of the page may have written */
export function readDraft(stored: string | null): ComputersDraft {
  try {
    const { product, serialNumber } = JSON.parse(stored ?? '{}') as Partial<Record<string, unknown>>;
    return {
      product: typeof product === 'string' ? product : null,
      serialNumber: typeof serialNumber === 'string' ? serialNumber : '',
    };
  } catch {
    return emptyComputersDraft;
  }
}
