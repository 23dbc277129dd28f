import { onTestFinished } from 'vitest';
import { type RunningWizard, serveWizard } from '../../../../cli/machine/wizard/wizard.ts';
import type { VendorProfile } from '../../../../src/vendor/profile.ts';
import { builtPages } from '../../../server/builtPages.ts';
import { workbench } from '../workbench.ts';
import { type Answer, type Call, call } from './caller.ts';

/** The wizard of a workbench's machine, on a port of its own. */
export async function serveBench(profileChange: Partial<VendorProfile> = {}, to?: string) {
  const bench = await workbench(profileChange);
  const start = async () => {
    const place = to === undefined ? {} : { to: bench.at(to) };
    const wizard = await serveWizard({ ...place, built: builtPages(), world: bench.world, port: 0 });
    onTestFinished(wizard.stop);
    return wizard;
  };
  return { bench, start, ...visitorOf(await start()) };
}

/** Somebody who calls a wizard, and a browser that was let in. */
export function visitorOf(wizard: RunningWizard) {
  const address = new URL(wizard.address);
  const port = Number(address.port);
  const host = `localhost:${port}`;
  const own = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
  const callIt = (path: string, options: Call = {}): Promise<Answer> =>
    call(port, path, { ...options, headers: { host, ...options.headers } });
  let cookie = '';

  async function enter(): Promise<string> {
    const { headers } = await callIt(address.pathname + address.search);
    cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
    return cookie;
  }

  return {
    wizard,
    port,
    host,
    own,
    tokenPath: address.pathname + address.search,
    callIt,
    enter,
    /** As the page calls, once `enter` has been. */
    post: (path: string, body?: Uint8Array) =>
      callIt(path, { method: 'POST', headers: { ...own, cookie }, ...(body && { body }) }),
  };
}
