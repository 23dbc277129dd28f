/** Asks the browser to keep the data when disk space runs low, and notes its answer. */
export interface EvictionGuard {
  /** Call it once there is data: some browsers show a prompt. Only its first call in a visit asks. */
  ask(): void;
  /** Asks again: an installed app is often trusted with more than a page. */
  askAgain(): void;
  /** The browser's answer; null while it has given none. */
  readonly isPersistent: boolean | null;
}

/** @param answered called when the browser has answered */
export function createEvictionGuard(answered: () => void = () => {}): EvictionGuard {
  let asked = false;
  let isPersistent: boolean | null = null;
  const note = (answer: boolean | undefined) => {
    if (answer === undefined || answer === isPersistent) return;
    isPersistent = answer;
    answered();
  };
  const send = () => void navigator.storage?.persist?.().then(note, () => {});
  // An earlier visit may have asked.
  void navigator.storage?.persisted?.().then(note, () => {});
  return {
    ask() {
      if (asked) return;
      asked = true;
      if (isPersistent !== true) send();
    },
    askAgain() {
      if (asked && isPersistent !== true) send();
    },
    get isPersistent() {
      return isPersistent;
    },
  };
}
