import { useEffect, useState } from 'preact/hooks';

/**
 * Loads what a screen does not need at once.
 *
 * @param load downloads it
 * @param key what it depends on, such as the language; another one loads again
 * @returns null while it loads, `failed` when it could not be loaded
 */
export function useLoaded<Part>(load: (key: string) => Promise<Part>, key: string): Part | null | 'failed' {
  const [loaded, setLoaded] = useState<Part | null | 'failed'>(null);
  useEffect(() => {
    let isWanted = true;
    const take = (part: Part | 'failed') => {
      if (isWanted) setLoaded(() => part);
    };
    load(key).then(take, () => take('failed'));
    return () => {
      isWanted = false;
    };
  }, [load, key]);
  return loaded;
}
