import { useWizard } from '../context.ts';

export default function Opening() {
  const { messages } = useWizard();
  return <p class="opening">{messages.opening}</p>;
}
