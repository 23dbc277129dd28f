/** Most turns in a row that calls wait, so that a flood of connections cannot hold them up. */
const MOST_TURNS = 64;

/** Lets calls wait while connections are being accepted. */
export interface ArrivingConnections {
  /** A connection was accepted. */
  accepted(): void;
  /** Runs a function: now, or once no more connections come. */
  whenQuiet(call: () => void): void;
}

/**
 * The event loop accepts one connection per turn, however many wait, and reads from all that are open. A turn full of
 * orders takes long, so each new connection would wait for as many orders of others as there were connections before it.
 * Turns without orders take microseconds, so the orders wait.
 */
export function createArrivingConnections(): ArrivingConnections {
  const calls: (() => void)[] = [];
  let isWaiting = false;
  let cameInTurn = false;

  function endTurn(turns: number): void {
    if (cameInTurn && turns < MOST_TURNS) {
      cameInTurn = false;
      setImmediate(endTurn, turns + 1);
      return;
    }
    isWaiting = false;
    for (const call of calls.splice(0)) call();
  }

  return {
    accepted() {
      cameInTurn = true;
      if (isWaiting) return;
      isWaiting = true;
      setImmediate(endTurn, 0);
    },
    whenQuiet(call) {
      if (isWaiting) calls.push(call);
      else call();
    },
  };
}
