import { useEffect, useState } from 'preact/hooks';
import type { ScanView } from '../../activation/scan/scanView.ts';

/** Milliseconds without a code, after which a person needs other advice. */
const patience = 8000;

/** @returns whether no code has been in sight for so long that other advice is needed */
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
