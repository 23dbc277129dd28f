import { useId } from 'preact/hooks';
import { useAdmin } from '../context.ts';

/** The license type. None is chosen beforehand: a license of a wrong type cannot be taken back from here. */
export function LicenseTypeChoice() {
  const { admin, messages } = useAdmin();
  const { order: words, product } = messages.telephone;
  const { types, type, profile } = admin.codeOrder.form.value;
  const isMissing = admin.codeOrder.state.value.faulty === 'licenseType';
  const id = useId();
  const hint = profile === null ? words.typeUnknown : (type?.description ?? '');
  return (
    <div class="labeled">
      <label for={id}>{words.type}</label>
      <select
        id={id}
        value={type?.id ?? ''}
        aria-describedby={`${id}-hint`}
        aria-invalid={isMissing}
        onChange={(event) => admin.codeOrder.change({ licenseType: event.currentTarget.value })}
      >
        {types.length !== 1 && <option value="">{product.choose}</option>}
        {types.map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <p class={isMissing ? 'hint error' : 'hint'} id={`${id}-hint`}>
        {isMissing ? words.typeMissing : hint}
      </p>
    </div>
  );
}
