/** How long a page that was left may take to come back, in milliseconds: it does when it is loaded again. */
const RETURN_MS = 5000;

/** Whether the wizard's page is open in the browser. */
export interface Presence {
  /** The page was closed, or is being loaded again. */
  left(): void;
  /** The page asked for something. */
  seen(): void;
}

/** @param gone called when the page was left and did not come back */
export function watchPresence(gone: () => void, returnMs = RETURN_MS): Presence {
  let leaving: NodeJS.Timeout | undefined;
  return {
    left() {
      clearTimeout(leaving);
      leaving = setTimeout(gone, returnMs);
    },
    seen: () => clearTimeout(leaving),
  };
}
