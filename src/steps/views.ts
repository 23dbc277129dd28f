import type { ComponentType } from 'preact';
import type { Screen, ScreenAt, ScreenId } from '../activation/screens.ts';

/** What the component of a screen gets. */
export interface ScreenProps<At extends ScreenId> {
  readonly screen: ScreenAt<At>;
}

type ScreenView = ComponentType<{ readonly screen: Screen }>;

/** The component of a screen is the default export of `FOLDER/AT.screen.tsx`; tests/steps/views.test.ts checks it. */
const modules = import.meta.glob<ScreenView>('./*/*.screen.tsx', { eager: true, import: 'default' });

export const views: ReadonlyMap<string, ScreenView> = new Map(
  Object.entries(modules).map(([path, view]) => [path.replace(/^.*\/|\.screen\.tsx$/g, ''), view]),
);
