import { loadedScreen } from './LoadedScreen.tsx';

/** The camera for many computers. Not part of the first load; the one-file page contains it. */
export const scanner = loadedScreen(async () => (await import('./scanner/Scanner.tsx')).default);
