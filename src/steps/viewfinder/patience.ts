import { useEffect, useState } from 'preact/hooks';
import type { ScanView } from '../../activation/scan.ts';

/** Milliseconds after which somebody who still looks for a code needs to hear more than how to hold it. */
const patience = 8000;

/** @returns whether no code has been seen for so long that it is time to say what else can be done */
export function useLongLook(phase: ScanView['phase']): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (phase !== 'looking') return;
    const timer = setTimeout(setLong, patience, true);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [phase]);
  return long;
}
