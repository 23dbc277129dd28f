import { devices } from 'playwright-core';
import {
  type Device,
  type DeviceOptions,
  type DeviceWithDisk,
  openDevice,
  openDeviceWithDisk,
} from '../browsers/chromium.ts';
import type { Service } from '../vendor/service.ts';

/** Gives a phone the pixel density of a real one. */
export const fineScreen = { deviceScaleFactor: devices['Pixel 7']?.deviceScaleFactor ?? 3 };

export interface PhoneOptions extends Pick<DeviceOptions, 'camera' | 'context'> {
  /** Name of one of Playwright's device presets. */
  readonly preset?: string;
  /** The page that is opened first, such as the link of a code; the service's page by default. */
  readonly url?: string;
}

/**
 * Opens the device with internet: a phone with the pages over http://localhost, a secure context like https. Its screen has
 * one device pixel for each CSS pixel unless the context says otherwise: a real phone has seven, and painting them without
 * a graphics processor takes most of the time.
 */
export function openPhone(service: Service, options: PhoneOptions = {}): Promise<Device> {
  return openDevice(deviceOptions(service, options));
}

export function openPhoneWithDisk(service: Service, options: PhoneOptions = {}): Promise<DeviceWithDisk> {
  return openDeviceWithDisk(deviceOptions(service, options));
}

function deviceOptions(service: Service, options: PhoneOptions): DeviceOptions {
  const { preset = 'Pixel 7', url = service.address, context, ...rest } = options;
  const { defaultBrowserType: _, ...device } = devices[preset] ?? {};
  return { ...rest, url, context: { ...device, deviceScaleFactor: 1, ...context } };
}

/** Waits until the app has stored everything it needs to open without network. */
export async function untilReadyOffline({ page }: Device): Promise<void> {
  const controlled = page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await controlled.catch((cause) => {
    throw new Error('the service worker did not take control of the page: did it fail to install?', { cause });
  });
}
