import type { ComponentProps } from 'preact';
import { Dialog as Asking } from '../../ui/Dialog.tsx';
import { useAdmin } from '../context.ts';

/** Confirmation dialog of the admin page. */
export function Dialog(props: Omit<ComponentProps<typeof Asking>, 'cancel'>) {
  const { messages } = useAdmin();
  return <Asking {...props} cancel={messages.cancel} />;
}
