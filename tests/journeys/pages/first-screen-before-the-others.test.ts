import { expect, test } from 'vitest';
import { openPhone } from '../harness/devices/phone.ts';
import { title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

test('a first visit asks for the files of other screens when those of the first screen are there', async () => {
  const { page } = await openPhone(await sharedService());
  await title(page, 'Fetch a license').waitFor();
  await expect.poll(() => page.evaluate(countScreens)).toBeGreaterThan(10);
  const { shown, others } = await page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const isScreen = ({ name }: PerformanceEntry) => name.includes('.screen-');
    const isShown = ({ name }: PerformanceEntry) => /\/(?:collect\.screen|Intake|Viewfinder)-/.test(name);
    return {
      shown: files.filter(isShown).map(({ responseEnd }) => responseEnd),
      others: files.filter((file) => isScreen(file) && !isShown(file)).map(({ startTime }) => startTime),
    };
  });
  expect(shown).toHaveLength(3);
  expect(Math.max(...shown)).toBeLessThanOrEqual(Math.min(...others));
});

function countScreens(): number {
  return performance.getEntriesByType('resource').filter(({ name }) => name.includes('.screen-')).length;
}
