import { addSerial } from '../../../server/store/serials.ts';
import type { Writer } from '../../../server/store/writer.ts';

export const occasion = { at: '2026-11-23T10:00:00Z', actor: 'command-line' } as const;

export const serialCalled = (name: string) => ({
  id: name,
  digest: `digest-${name}`,
  masked: '*',
  product: 'orrery',
  licenseType: 'pro',
  seats: 3,
});

export function addNamed(writer: Writer, name: string, changes = {}): Promise<'added' | 'known'> {
  return writer.write((context) => addSerial(context, { ...serialCalled(name), ...changes }, occasion));
}
