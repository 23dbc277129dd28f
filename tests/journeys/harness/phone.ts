import { devices } from 'playwright-core';
import { type Device, type DeviceOptions, openDevice } from './chromium.ts';
import type { Service } from './service.ts';

export interface PhoneOptions extends Pick<DeviceOptions, 'camera' | 'context'> {
  /** Name of one of Playwright's device presets. */
  readonly preset?: string;
  /** Where the phone is led, such as the link of a code; the service's page by default. */
  readonly url?: string;
}

/** Opens the device with internet: a phone with the pages over http://localhost, a secure context like https. */
export async function openPhone(service: Service, options: PhoneOptions = {}): Promise<Device> {
  const { preset = 'Pixel 7', url = service.address, context, ...rest } = options;
  const { defaultBrowserType: _, ...device } = devices[preset] ?? {};
  return openDevice({ ...rest, url, context: { ...device, ...context } });
}

/** Waits until the app is installed well enough to open without network. */
export async function untilReadyOffline({ page }: Device): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}
