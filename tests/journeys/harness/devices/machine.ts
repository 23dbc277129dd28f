import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Device,
  type DeviceOptions,
  type DeviceWithDisk,
  type DiskOptions,
  openDevice,
  openDeviceWithDisk,
} from '../browsers/chromium.ts';
import { temporaryFolder } from '../temporary.ts';
import type { Service } from '../vendor/service.ts';

export interface MachineOptions extends Pick<DeviceOptions, 'camera' | 'context'>, DiskOptions {
  /**
   * `file`: the one-file page from a USB stick, in a browser without a network. `http`: the pages under a host name,
   * no secure context. `localhost`: the pages in a secure context.
   */
  readonly form: 'file' | 'http' | 'localhost';
  /** Product of the one-file page; the main one by default. */
  readonly product?: string;
}

const desktop = { viewport: { width: 1280, height: 800 } };

/** Opens the machine to activate. */
export async function openMachine(service: Service, options: MachineOptions): Promise<Device> {
  return openDevice(await deviceOptions(service, options));
}

export async function openMachineWithDisk(service: Service, options: MachineOptions): Promise<DeviceWithDisk> {
  const { blocksStorage = false } = options;
  return openDeviceWithDisk({ ...(await deviceOptions(service, options)), blocksStorage });
}

async function deviceOptions(
  service: Service,
  { form, product, context, camera }: MachineOptions,
): Promise<DeviceOptions> {
  const url = {
    file: () => usbStick(service, product),
    http: () => service.intranetAddress,
    localhost: () => service.address,
  };
  return {
    ...(camera !== undefined && { camera }),
    url: await url[form](),
    network: form === 'file' ? 'airGapped' : 'connected',
    context: { ...desktop, ...context },
  };
}

/** Downloads the one-file page like a customer and puts it on a stick. @returns its file: address */
export async function usbStick(service: Service, product?: string): Promise<string> {
  const path = product === undefined ? 'keyferry.html' : `products/${product}/keyferry.html`;
  const answer = await fetch(`${service.address}/${path}`);
  if (!answer.ok) throw new Error(`keyferry.html: ${answer.status}`);
  const stick = join(temporaryFolder('stick'), 'USB STICK');
  mkdirSync(stick);
  const page = join(stick, 'keyferry.html');
  writeFileSync(page, new Uint8Array(await answer.arrayBuffer()));
  return pathToFileURL(page).href;
}
