import type { Ports, ServicePort } from '../ports.ts';

/** After how many milliseconds without an answer a call counts as slow. */
export const slowAfter = 4_000;

/**
 * @param onSlow gets 1 when a call becomes slow, and -1 when that call has ended
 * @returns the service; `greet` and `checkReturn` are not watched, because they give up as early
 */
export function watchService(service: ServicePort, { later }: Pick<Ports, 'later'>, onSlow: (change: 1 | -1) => void) {
  const watched =
    <Arguments extends readonly unknown[], Answer>(call: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      let isSlow = false;
      const cancel = later(slowAfter, () => {
        isSlow = true;
        onSlow(1);
      });
      try {
        return await call(...given);
      } finally {
        cancel();
        if (isSlow) onSlow(-1);
      }
    };
  return {
    greet: service.greet,
    activate: watched(service.activate),
    returnLicense: watched(service.returnLicense),
    activateByCode: watched(service.activateByCode),
    returnByCode: watched(service.returnByCode),
    checkReturn: service.checkReturn,
    listComputers: watched(service.listComputers),
    fetchLicense: watched(service.fetchLicense),
    releaseComputer: watched(service.releaseComputer),
  } satisfies ServicePort;
}
