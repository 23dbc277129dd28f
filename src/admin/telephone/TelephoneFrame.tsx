import type { ComponentChildren } from 'preact';
import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { MissingScope } from '../parts/RefusalNotice.tsx';

const tasks = ['telephone', 'telephone-return'] as const;

interface TelephoneFrameProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Frame of what is done on the telephone, with links to its tasks. */
export function TelephoneFrame({ title, children }: TelephoneFrameProps) {
  const { admin, messages } = useAdmin();
  const { tasks: words } = messages.telephone;
  const { at } = admin.navigation.view.value;
  if (!admin.session.can('activations:write')) {
    return (
      <Frame title={title}>
        <MissingScope scope="activations:write" />
      </Frame>
    );
  }
  return (
    <Frame title={title}>
      <nav class="tasks" aria-label={words.label}>
        {tasks.map((task) => (
          <a key={task} href={`#${task}`} aria-current={at === task ? 'page' : undefined}>
            {words[task]}
          </a>
        ))}
      </nav>
      {children}
    </Frame>
  );
}
