/** @param usual number of cases of a property @returns 20 times as many in the nightly run, which sets `LONG` */
export function propertyRuns(usual: number): number {
  return process.env.LONG === undefined ? usual : usual * 20;
}
