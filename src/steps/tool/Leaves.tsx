import { Fragment } from 'preact';
import { useWizard } from '../context.ts';

/** What of the hardware leaves the machine with a request, and what does not and why. */
export function Leaves() {
  const { journey, messages } = useWizard();
  const { tool: view } = journey.state.value;
  const words = messages.tool;
  if (!view || !words) return null;
  const { kind, name } = view.surroundings;
  return (
    <>
      <dl class="facts">
        {view.findings.map(({ component, outcome }) => (
          <Fragment key={component}>
            <dt>{messages.components[component]}</dt>
            <dd>{words.leaves[outcome]}</dd>
          </Fragment>
        ))}
      </dl>
      {kind === 'container' && <p class="note">{words.leaves.inContainer(name)}</p>}
      {kind === 'virtual-machine' && <p class="note">{words.leaves.inVirtualMachine(name)}</p>}
      {view.strength === 'weak' && <p class="note">{words.leaves.weak}</p>}
      <p class="hint">{words.leaves.privacy}</p>
    </>
  );
}
