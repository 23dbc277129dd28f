import type { ComponentType } from 'preact';
import type { Screen, ScreenAt, ScreenId } from '../activation/screens.ts';

/** What the component of a screen gets. */
export interface ScreenProps<At extends ScreenId> {
  readonly screen: ScreenAt<At>;
}

type View = ComponentType<{ readonly screen: Screen }>;

/** The component of a screen is the default export of `FOLDER/AT.screen.tsx`; tests/steps/views.test.ts checks it. */
const modules = import.meta.glob<View>('./*/*.screen.tsx', { eager: true, import: 'default' });

export const views: ReadonlyMap<string, View> = new Map(
  Object.entries(modules).map(([path, view]) => [path.replace(/^.*\/|\.screen\.tsx$/g, ''), view]),
);
