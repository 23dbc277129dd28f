import { Fragment } from 'preact';
import { useWizard } from '../context.ts';

/** The hardware components in a request, and why others are missing: rows of a list of facts. */
export function Leaves() {
  const { journey, messages } = useWizard();
  const { findings = [] } = journey.state.value.tool ?? {};
  return findings.map(({ component, outcome }) => (
    <Fragment key={component}>
      <dt>{messages.components[component]}</dt>
      <dd>{messages.tool?.leaves[outcome]}</dd>
    </Fragment>
  ));
}

/** Notes on these rows. */
export function LeavesNotes() {
  const { journey, messages } = useWizard();
  const { tool: view } = journey.state.value;
  const words = messages.tool?.leaves;
  if (!view || !words) return null;
  const { kind, name } = view.surroundings;
  return (
    <>
      <p class="hint">{words.privacy}</p>
      {kind === 'container' && <p class="note">{words.inContainer(name)}</p>}
      {kind === 'virtual-machine' && <p class="note">{words.inVirtualMachine(name)}</p>}
      {view.findings.some(({ outcome }) => outcome === 'no-rights') && <p class="note">{words.noRights}</p>}
      {view.strength === 'weak' && <p class="note">{words.weak}</p>}
    </>
  );
}
