import { listActions } from '../../src/activation/list/list.ts';
import { returningActions } from '../../src/activation/machine/returning.ts';
import { activatedMachine, courierWith, courierWithConfirmation, type Device, devices } from '../steps/devices.ts';

const soon = { licenseType: 'pro', holder: 'Universität Würzburg', stopDate: '2027-11-23T00:00:00Z' };

/** A device on each screen, and on some of them in another state. */
export const shown: Readonly<Record<string, () => Promise<Device>>> = {
  ...devices,
  async 'request-large'() {
    const device = await devices.request();
    device.journey.open('large');
    return device;
  },
  async 'sending-large'() {
    const device = await devices.sending();
    device.journey.open('large');
    return device;
  },
  'activated-with-end': () => activatedMachine({}, soon),
  async 'activated-ending'() {
    const device = await activatedMachine(
      {},
      { ...soon, startDate: '2025-12-05T00:00:00Z', stopDate: '2026-12-05T00:00:00Z' },
    );
    device.journey.part(returningActions).ask();
    device.journey.part(returningActions).keep();
    return device;
  },
  async list() {
    const device = await courierWith(6);
    const [first = '', second = ''] = device.requestIds;
    const list = device.journey.part(listActions);
    await list.rename(first, 'Line 3 left panel');
    list.tick([first, second], true);
    return device;
  },
  'list-idle': () => courierWith(3),
  'license-code': courierWithConfirmation,
  async refused() {
    const device = await devices.receive();
    await device.journey.intake.deliver([new Blob(['no license'])]);
    return device;
  },
};
