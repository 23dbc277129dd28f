/**
 * Creates a queue of work that leaves most of each turn of the event loop to others.
 *
 * @param mostPerTurn how many functions run in one turn
 * @returns puts a function at the end of the queue
 */
export function createTurns(mostPerTurn: number): (turn: () => void) => void {
  const queue: (() => void)[] = [];
  let isScheduled = false;

  function run(): void {
    for (const turn of queue.splice(0, mostPerTurn)) turn();
    isScheduled = queue.length > 0;
    if (isScheduled) setImmediate(run);
  }

  return (turn) => {
    queue.push(turn);
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(run);
  };
}
