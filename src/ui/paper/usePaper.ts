import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { layOnPaper } from './layOnPaper.ts';

/**
 * Prints sheets in the place of the page, also with the browser's own print command.
 *
 * @param sheets called when something is printed; null: there are none, and the page is printed as it is
 * @returns prints
 */
export function usePaper(sheets: () => ComponentChildren | null): () => void {
  const remove = useRef(() => {});

  function lay(): void {
    const laid = sheets();
    if (laid === null) return;
    remove.current();
    remove.current = layOnPaper(laid);
  }

  useLayoutEffect(() => {
    window.addEventListener('beforeprint', lay);
    return () => window.removeEventListener('beforeprint', lay);
  });
  useEffect(() => () => remove.current(), []);

  return () => {
    // Older browsers do not send `beforeprint`.
    lay();
    window.print();
  };
}
