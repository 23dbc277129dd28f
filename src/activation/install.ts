import type { Engine } from './engine.ts';
import { refusalOf } from './keptRefusal.ts';
import type { Role, Screen } from './screens.ts';

/** Screens on which something is done or waits; the hint never stands beside a task. */
const restful: readonly Screen['at'][] = ['collect', 'waiting', 'license', 'activated', 'outcome'];

/** The hint that the app can be installed. */
export function installActions({ ports, state, update }: Engine) {
  const { install } = ports;
  const look = () => update({ installWay: install.way });
  install.onChange(look);
  look();

  return {
    /** Reads whether the person has closed the hint before. */
    async recall(): Promise<void> {
      const closed = await ports.journal.readSetting('install-hint').catch(() => 'unknown');
      update({ installHintClosed: closed !== null });
    },

    /** Whether to offer it now: something has been worth coming back for, and the person has not declined. */
    isDue(): boolean {
      const { installWay, installHintClosed, screen, role, carriedRequests, license } = state.value;
      if (installWay === null || installHintClosed || 'camera' in screen || 'large' in screen) return false;
      return restful.includes(screen.at) && isWorthwhile(role, carriedRequests.some(isOrdered), license !== null);
    },

    accept: (): Promise<void> => install.prompt(),

    /** Closes the hint for good. */
    async close(): Promise<void> {
      update({ installHintClosed: true });
      await ports.journal.writeSetting('install-hint', 'closed').catch((error) => {
        update({ storageError: refusalOf(error) });
      });
    },
  };
}

export type InstallActions = ReturnType<typeof installActions>;

const isOrdered = ({ stage }: { readonly stage: string }) => stage !== 'open';

function isWorthwhile(role: Role | null, hasOrdered: boolean, isActivated: boolean): boolean {
  return role === 'courier' ? hasOrdered : isActivated;
}
