import { useWizard } from '../context.ts';

interface ComputerIdProps {
  /** The computer ID: see `machineId`. */
  readonly machine: string;
  /** The name that a person gave the machine, untrusted; empty where it has none. */
  readonly name?: string;
  /** Who else shows or knows the ID; by default the other device. */
  readonly hint?: string;
}

/** Which machine it is about. Both devices show the same, so that a person can compare. */
export function ComputerId({ machine, name = '', hint }: ComputerIdProps) {
  const { messages } = useWizard();
  const { identity } = messages;
  return (
    <p class="computer-id">
      {name !== '' && <bdi class="computer-name">{name}</bdi>}
      {identity.id}{' '}
      <strong dir="ltr" translate={false}>
        {machine}
      </strong>
      <span class="hint">{hint ?? identity.sameOnOther}</span>
    </p>
  );
}
