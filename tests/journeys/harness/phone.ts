import { devices } from 'playwright-core';
import { type Device, type DeviceOptions, openDevice } from './chromium.ts';
import type { Service } from './service.ts';

/** What makes a phone's screen as fine as it is in the hand. */
export const fineScreen = { deviceScaleFactor: devices['Pixel 7']?.deviceScaleFactor ?? 3 };

export interface PhoneOptions extends Pick<DeviceOptions, 'camera' | 'context'> {
  /** Name of one of Playwright's device presets. */
  readonly preset?: string;
  /** Where the phone is led, such as the link of a code; the service's page by default. */
  readonly url?: string;
}

/**
 * Opens the device with internet: a phone with the pages over http://localhost, a secure context like https. Its screen has
 * one pixel for each that the page reckons with, unless the context says otherwise: a real one has seven, and without a
 * graphics processor painting them takes most of the time.
 */
export async function openPhone(service: Service, options: PhoneOptions = {}): Promise<Device> {
  const { preset = 'Pixel 7', url = service.address, context, ...rest } = options;
  const { defaultBrowserType: _, ...device } = devices[preset] ?? {};
  return openDevice({ ...rest, url, context: { ...device, deviceScaleFactor: 1, ...context } });
}

/** Waits until the app has kept everything it needs to open without network. */
export async function untilReadyOffline({ page }: Device): Promise<void> {
  const ready = await page.evaluate(async (limit) => {
    const controlled = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
      if (navigator.serviceWorker.controller) resolve(true);
    });
    return Promise.race([controlled, new Promise((resolve) => setTimeout(resolve, limit, false))]);
  }, 60_000);
  if (!ready) throw new Error('the service worker was not ready in time: did it fail to install?');
}
