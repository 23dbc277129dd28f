import { onTestFinished } from 'vitest';
import { serveWizard } from '../../../../cli/machine/wizard/serveWizard.ts';
import type { VendorProfile } from '../../../../src/vendor/profile.ts';
import { builtPages } from '../../../server/http/builtPages.ts';
import { workbench } from '../workbench.ts';
import { visitorOf } from './visitor.ts';

/** The wizard of a workbench's machine, on a port of its own. */
export async function serveBench(profileChange: Partial<VendorProfile> = {}, to?: string) {
  const bench = await workbench(profileChange);
  const start = async () => {
    const place = to === undefined ? {} : { to: bench.at(to) };
    const wizard = await serveWizard({ ...place, built: builtPages(), system: bench.system, port: 0 });
    onTestFinished(wizard.stop);
    return wizard;
  };
  const wizard = await start();
  return { bench, start, wizard, ...visitorOf(wizard.address) };
}
