import { loadedScreen, type ScreenView } from './LoadedScreen.tsx';

/** Not part of the first load: a machine needs no list, and a phone has one once there is a request. */
export const computerList = loadedScreen(async () => {
  const { default: ComputerList } = await import('./list/ComputerList.tsx');
  return ComputerList as ScreenView;
});
