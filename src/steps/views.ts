import type { ScreenAt, ScreenId } from '../activation/screens.ts';
import { loadedScreen, type ScreenView } from './LoadedScreen.tsx';

/** What the component of a screen gets. */
export interface ScreenProps<At extends ScreenId> {
  readonly screen: ScreenAt<At>;
}

/**
 * What a first visit begins with. The component of a screen is the default export of `FOLDER/AT.screen.tsx`;
 * tests/steps/views.test.ts checks it.
 */
const modules = import.meta.glob<ScreenView>(['./start/*.screen.tsx', './request/{connecting,no-network}.screen.tsx'], {
  eager: true,
  import: 'default',
});

/** All others are not part of the first load; the one-file page contains them. */
const loaded = import.meta.glob<ScreenView>(
  ['./*/*.screen.tsx', '!./start/*', '!./request/{connecting,no-network}.screen.tsx'],
  { import: 'default' },
);

export const views: ReadonlyMap<string, ScreenView> = new Map([
  ...Object.entries(modules).map(([path, view]) => [nameOf(path), view] as const),
  ...Object.entries(loaded).map(([path, load]) => [nameOf(path), loadedScreen(load)] as const),
]);

function nameOf(path: string): string {
  return path.replace(/^.*\/|\.screen\.tsx$/g, '');
}
